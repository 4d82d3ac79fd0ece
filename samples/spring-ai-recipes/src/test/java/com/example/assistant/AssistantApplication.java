// SPDX-License-Identifier: Apache-2.0
package com.example.assistant;

import com.example.StandIns;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/** The application of the recipes that need no server. */
@SpringBootApplication
@Import(StandIns.class)
class AssistantApplication {}
