// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * The address of the memory's separate PostgreSQL database, such as that of a container of a test. A bean of this type
 * replaces {@code memoir.datasource.url}, {@code .username} and {@code .password}. It is used only if the URL is set;
 * by itself it does not move a memory into a database.
 */
public interface MemoirConnectionDetails extends ConnectionDetails {

    /** {@return the JDBC URL of the database} */
    String getJdbcUrl();

    /** {@return the user name for the URL} */
    String getUsername();

    /** {@return the password for the URL} */
    String getPassword();
}
