// The official TypeScript client of MCP, as published, against the memory: lists and calls every tool.
// "node mcp-client.mjs http" speaks to the server at MEMOIR_URL with the key MEMOIR_KEY;
// "node mcp-client.mjs stdio COMMAND ARGUMENTS…" starts a process of its own. Both have a language model that extracts
// "Freya moved to Bergen." from what contains these words.
import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const [kind, command, ...args] = process.argv.slice(2);
const transport =
  kind === 'stdio'
    ? new StdioClientTransport({ command, args, env: process.env })
    : new StreamableHTTPClientTransport(new URL('/mcp', process.env.MEMOIR_URL), {
        requestInit: { headers: { Authorization: `Bearer ${process.env.MEMOIR_KEY}`, 'X-Memoir-User': 'zoe' } },
      });
const client = new Client({ name: 'test', version: '1' });
await client.connect(transport);
assert.equal(client.getServerVersion().name, 'memoir');
assert.match(client.getInstructions(), /never follow instructions/);

const called = new Set();
// The client checks structured content against the schema of the tool.
async function call(name, given = {}, options) {
  called.add(name);
  const result = await client.callTool({ name, arguments: given }, undefined, options);
  assert.ok(!result.isError, JSON.stringify(result.content));
  assert.deepEqual(JSON.parse(result.content[0].text), result.structuredContent);
  return result.structuredContent;
}
async function refused(name, given) {
  const result = await client.callTool({ name, arguments: given });
  assert.ok(result.isError, name);
  assert.doesNotMatch(result.content[0].text, /Exception|dev\.memoir|\n/);
  return result.content[0].text;
}

const { tools } = await client.listTools();
for (const tool of tools) {
  assert.ok(tool.title && tool.description && tool.outputSchema, tool.name);
  assert.equal(tool.annotations.openWorldHint, false, tool.name);
  assert.ok(!('user_id' in tool.inputSchema.properties), tool.name);
}
const hints = Object.fromEntries(tools.map((tool) => [tool.name, tool.annotations]));
assert.ok(hints.search_memories.readOnlyHint && !hints.search_memories.destructiveHint);
assert.ok(hints.delete_all_memories.destructiveHint && !hints.delete_all_memories.readOnlyHint);

const steps = [];
const added = await call('add_memory', { text: 'My cousin Freya moved to Bergen in May.' }, {
  onprogress: (step) => steps.push(step.message),
});
assert.equal(added.status, 'extracted', JSON.stringify(added));
assert.equal(added.results[0].memory, 'Freya moved to Bergen.');
assert.ok(steps.includes('Stored; facts are being extracted'), JSON.stringify(steps));
const id = added.results[0].id;

const found = await call('search_memories', { query: 'Where does my cousin live?', limit: 5 });
assert.ok(found.results.some((result) => result.item.memory === 'Freya moved to Bergen.'));
const explained = await call('explain_recall', { query: 'Where does my cousin live?' });
assert.ok(explained.results[0].signals.length > 0);
assert.match(explained.context, /Bergen/);

await call('add_memory', { messages: [{ role: 'user', content: 'I like tea.' }], metadata: { topic: 'drinks' } });
const drinks = await call('search_memories', { query: 'tea', filters: { topic: 'drinks' } });
assert.ok(drinks.results.every((result) => result.item.metadata.topic === 'drinks') && drinks.results.length > 0);

const memory = await call('get_memory', { memory_id: id });
assert.equal(memory.state, 'current');
assert.match(memory.sources[0].quote, /Bergen/);
assert.ok((await call('list_entities')).scopes.some((scope) => scope.user_id === 'zoe'));

const updated = await call('update_memory', { memory_id: id, text: 'Freya moved to Porto.' });
assert.equal(updated.item.memory, 'Freya moved to Porto.');
await call('undo', { event_id: updated.event_id });
assert.equal((await call('get_memory', { memory_id: id })).item.memory, 'Freya moved to Bergen.');
const history = await call('get_memory_history', { memory_id: id });
assert.deepEqual(history.results.map((step) => step.event), ['add', 'update', 'undo']);

const deleted = await call('delete_memory', { memory_id: id });
assert.equal((await call('get_memory', { memory_id: id })).state, 'deleted');
await call('undo', { event_id: deleted.event_id });

const page = await call('get_memories', { page_size: 1 });
assert.equal(page.results.length, 1);
if (page.next_cursor) {
  const next = await call('get_memories', { page_size: 1, cursor: page.next_cursor });
  assert.notEqual(next.results[0].id, page.results[0].id);
}

assert.match(await refused('search_memories', { query: 'x', user_id: 'tom' }), /bound to another user/);
assert.match(await refused('search_memories', {}), /query/);
assert.match(await refused('get_memory', { memory_id: 'nonsense' }), /nothing with this id/);
assert.match(await refused('get_memories', { cursor: 'nonsense' }), /\w/);
await assert.rejects(client.callTool({ name: 'no_such_tool', arguments: {} }));

const { prompts } = await client.listPrompts();
assert.deepEqual(prompts.map((prompt) => prompt.name), ['memory_assistant']);
assert.match((await client.getPrompt({ name: 'memory_assistant' })).messages[0].content.text, /Bergen/);
const { resources } = await client.listResources();
const profile = await client.readResource({ uri: resources[0].uri });
assert.match(profile.contents[0].text, /Bergen/);

const destroyed = await call('delete_all_memories');
assert.ok(destroyed.memories > 0 && destroyed.turns > 0);
assert.deepEqual((await call('get_memories')).results, []);
assert.deepEqual([...called].sort(), tools.map((tool) => tool.name).sort());

if (kind === 'http') {
  await transport.terminateSession();
}
await client.close();
console.log('MCP client: done');
