/** Tests of the audit log. */
@NullMarked
package io.abatis.audit;

import org.jspecify.annotations.NullMarked;
