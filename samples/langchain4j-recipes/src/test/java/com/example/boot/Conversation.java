// SPDX-License-Identifier: Apache-2.0
package com.example.boot;

record Conversation(String user, String name) {}
