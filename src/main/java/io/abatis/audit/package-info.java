/**
 * What an operator may have to answer for, in writing: {@link io.abatis.audit.AuditLog} writes each event of the gate as a line of JSON, and
 * {@link io.abatis.audit.AuditEvent} reads such a line, from which the score can be worked out anew. Uses {@code gate} and {@code forest}.
 */
@NullMarked
package io.abatis.audit;

import org.jspecify.annotations.NullMarked;
