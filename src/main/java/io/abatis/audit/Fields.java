package io.abatis.audit;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object that was read: of the type that they must have, or refused. Where one is missing or null, so is what is returned.
 *
 * @param path where the object stands, for messages; empty or with a dot at its end
 * @param json the object
 */
record Fields(String path, ConfigObject json) {

    @Nullable
    String text(String key) {
        ConfigValue value = value(key, ConfigValueType.STRING);
        return value == null ? null : (String) value.unwrapped();
    }

    @Nullable
    Double number(String key) {
        ConfigValue value = value(key, ConfigValueType.NUMBER);
        return value == null ? null : finite(value);
    }

    @Nullable
    ConfigObject object(String key) {
        return (ConfigObject) value(key, ConfigValueType.OBJECT);
    }

    @Nullable
    Fields within(String key) {
        ConfigObject object = object(key);
        return object == null ? null : new Fields(path + key + ".", object);
    }

    /** All fields, which must be numbers. */
    Map<String, Double> numbers() {
        Map<String, Double> numbers = new HashMap<>();
        json.forEach((key, value) -> {
            if (value.valueType() != ConfigValueType.NUMBER) {
                throw new IllegalArgumentException("something in " + path + " is not a number");
            }
            numbers.put(key, finite(value));
        });
        return numbers;
    }

    private @Nullable ConfigValue value(String key, ConfigValueType type) {
        ConfigValue value = json.get(key);
        if (value == null || value.valueType() == ConfigValueType.NULL) {
            return null;
        }
        if (value.valueType() != type) {
            throw new IllegalArgumentException(path + key + " is of another type than it should be");
        }
        return value;
    }

    private double finite(ConfigValue value) {
        double number = ((Number) value.unwrapped()).doubleValue();
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("a number in " + path + " is out of range");
        }
        return number;
    }

    <T> T required(@Nullable T value, String key) {
        if (value == null) {
            throw new IllegalArgumentException(path + key + " is missing");
        }
        return value;
    }
}
