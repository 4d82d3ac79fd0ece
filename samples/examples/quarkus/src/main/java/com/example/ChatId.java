package com.example;

/**
 * Names a conversation of a user.
 *
 * @param user the user, whose memory all conversations share
 * @param conversation the conversation
 */
record ChatId(String user, String conversation) {}
