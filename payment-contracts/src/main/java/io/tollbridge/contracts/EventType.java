package io.tollbridge.contracts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names an event on the wire. Fields may be added; none is removed, retyped or made required. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventType {

    /** The CloudEvents type, {@code payment.captured}. */
    String value();

    /** The topic that carries it, one of {@link Topics}. */
    String topic();

    /** Counts incompatible meanings of this type; readers refuse one they do not know. */
    int schema() default 1;
}
