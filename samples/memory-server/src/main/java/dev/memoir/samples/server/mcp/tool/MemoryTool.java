// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.tool;

/**
 * A tool of the memory, for a model.
 *
 * @param <A> the type of its arguments, a record whose schema the client sees
 */
interface MemoryTool<A> {

    /** {@return what the model and its user are told of it} */
    ToolDescription description();

    /** {@return the type of the arguments} */
    Class<A> argumentType();

    /** {@return the type of the result, a record whose schema the client sees} */
    Class<?> resultType();

    /**
     * Calls the tool.
     *
     * @param arguments the arguments
     * @param call the call, with the memory and the scope of its connection
     * @return the result
     * @throws Exception if it fails; what the model learns of it is up to {@link ToolFailure}
     */
    Object call(A arguments, ToolCall call) throws Exception;
}
