// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.web;

/** Thrown if the user's memory does not contain an item, whether or not another user's does. */
final class NotRememberedException extends RuntimeException {

    NotRememberedException(String message) {
        super(message);
    }
}
