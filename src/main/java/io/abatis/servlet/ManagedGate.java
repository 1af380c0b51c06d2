package io.abatis.servlet;

import io.abatis.console.Measure;
import io.abatis.console.Measures;
import io.abatis.console.Meters;
import io.abatis.console.Timings;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanConstructorInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The measures of a filter as JMX shows them: {@code io.abatis:type=Gate,context="/shop",filter="abatis"}, read-only, an attribute a measure. One with labels is
 * a composite, named by their values with dots between; so is a timer. Safe for all threads; closing it takes it away.
 */
final class ManagedGate implements DynamicMBean, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AbatisFilter.class);
    private static final int MOST_OF_A_NAME = 100;

    /** Made when JMX asks, which is not before a start's end, see the constructor. */
    private static final class Attributes {

        /** By the attribute's name. */
        static final Map<String, Measure> ALL = Measures.ALL.stream()
                .collect(Collectors.toMap(ManagedGate::attribute, one -> one, (one, other) -> one, LinkedHashMap::new));
    }

    private final Meters meters;
    private final CompletableFuture<@Nullable ObjectName> registered;

    /**
     * Shows measures from now on. Where JMX refuses, the log says so, and the filter does without. Where JMX sleeps still, it is woken in another thread, and measures are shown a moment
     * later: that takes a fifth of a start, and no call waits for it.
     *
     * @param context the web application's path; a container that has none says null
     * @param filter the filter's name
     */
    ManagedGate(Meters meters, @Nullable String context, String filter) {
        this.meters = meters;
        String name = "io.abatis:type=Gate,context=" + quoted(context) + ",filter=" + quoted(filter);
        boolean isAwake = !MBeanServerFactory.findMBeanServer(null).isEmpty();
        registered = isAwake
                ? CompletableFuture.completedFuture(register(name))
                : CompletableFuture.supplyAsync(() -> register(name));
    }

    private static String quoted(@Nullable String text) {
        if (text == null) {
            return ObjectName.quote("");
        }
        return ObjectName.quote(text.length() > MOST_OF_A_NAME ? text.substring(0, MOST_OF_A_NAME) : text);
    }

    private @Nullable ObjectName register(String name) {
        try {
            return register(ManagementFactory.getPlatformMBeanServer(), name);
        } catch (JMException | RuntimeException | LinkageError e) { // whatever it is, closing must not meet it again
            LOG.warn("the gate is not shown by JMX: {}", e.toString());
            return null;
        }
    }

    /** Virtual hosts may have the same application under the same path. */
    private ObjectName register(MBeanServer server, String name) throws JMException {
        for (int instance = 1; ; instance++) {
            ObjectName tried = new ObjectName(instance == 1 ? name : name + ",instance=" + instance);
            try {
                return server.registerMBean(this, tried).getObjectName();
            } catch (InstanceAlreadyExistsException e) {
                LOG.debug("{} is taken", tried);
            }
        }
    }

    /** {@code abatis.model.age} in seconds is {@code ModelAgeSeconds}. */
    private static String attribute(Measure measure) {
        return Stream.of((measure.name() + "." + measure.unit()).split("\\.", -1))
                .skip(1)
                .filter(word -> !word.isEmpty())
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException {
        Measure measure = Attributes.ALL.get(attribute);
        if (measure == null) {
            throw new AttributeNotFoundException("no measure " + attribute);
        }
        if (isSimple(measure)) {
            return measure.series().get(0).reading().applyAsDouble(meters);
        }
        return composite(measure, measure.kind() == Measure.Kind.TIMER ? timings() : values(measure));
    }

    private static boolean isSimple(Measure measure) {
        return measure.labels().isEmpty() && measure.kind() != Measure.Kind.TIMER;
    }

    private Map<String, Double> values(Measure measure) {
        Map<String, Double> values = new LinkedHashMap<>();
        measure.series()
                .forEach(series -> values.put(
                        String.join(".", measure.values(series, meters)),
                        series.reading().applyAsDouble(meters)));
        return values;
    }

    private Map<String, Double> timings() {
        Timings judging = meters.judging();
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("count", (double) judging.count());
        values.put("sum", judging.seconds());
        values.put("p50", judging.quantileSeconds(.5));
        values.put("p99", judging.quantileSeconds(.99));
        return values;
    }

    private static CompositeData composite(Measure measure, Map<String, Double> values) {
        String[] names = values.keySet().toArray(String[]::new);
        OpenType<?>[] types = new OpenType<?>[names.length];
        Arrays.fill(types, SimpleType.DOUBLE);
        try {
            CompositeType type = new CompositeType(measure.name(), measure.words(), names, names, types);
            return new CompositeDataSupport(type, values);
        } catch (OpenDataException e) {
            throw new IllegalStateException(measure.name() + " has no values", e);
        }
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
        AttributeList list = new AttributeList();
        for (String name : attributes) {
            try {
                list.add(new Attribute(name, getAttribute(name)));
            } catch (AttributeNotFoundException e) {
                LOG.debug("JMX was asked for {}, which is none of its attributes", name);
            }
        }
        return list;
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanAttributeInfo[] attributes = Attributes.ALL.entrySet().stream()
                .map(one -> new MBeanAttributeInfo(
                        one.getKey(),
                        isSimple(one.getValue()) ? Double.class.getName() : CompositeData.class.getName(),
                        one.getValue().words(),
                        true,
                        false,
                        false))
                .toArray(MBeanAttributeInfo[]::new);
        return new MBeanInfo(
                ManagedGate.class.getName(),
                "What a filter of Abatis measures",
                attributes,
                new MBeanConstructorInfo[0],
                new MBeanOperationInfo[0],
                new MBeanNotificationInfo[0]);
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException("measures are read-only");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String action, Object[] arguments, String[] signature) {
        throw new UnsupportedOperationException("measures are read-only");
    }

    @Override
    public void close() {
        ObjectName name = registered.join();
        if (name != null) {
            try {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
            } catch (JMException | SecurityException e) {
                LOG.debug("{} was gone already", name, e);
            }
        }
    }
}
