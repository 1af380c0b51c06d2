package io.abatis.spring;

import io.abatis.config.AbatisConfig;
import io.abatis.config.ConfigException;
import io.abatis.config.ConfigReader;
import io.abatis.servlet.AbatisFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Puts the filter before all others of an application of Spring Boot 3 or 4: for {@code /*}, the dispatcher type REQUEST, with async support. Does nothing where the
 * application has a bean of that filter already, or the property {@code abatis.enabled} is false.
 *
 * <p>The property {@code abatis.config} names the configuration: a path, or a resource that begins with {@code classpath:} or {@code file:}. Without it the filter
 * looks where it looks in any container. A configuration that cannot be used stops the start.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({Filter.class, FilterRegistrationBean.class})
@ConditionalOnProperty(name = "abatis.enabled", havingValue = "true", matchIfMissing = true)
public final class AbatisAutoConfiguration {

    /*
     * Earliest of all auto-configurations: Spring Boot's own ForwardedHeaderFilter has the highest precedence, too, and of equals the one that is defined first
     * comes first. That filter believes the leftmost address in X-Forwarded-For, which any client can forge, and hides the header.
     */

    static final String CONFIG = "abatis.config";

    /** Made by Spring. */
    public AbatisAutoConfiguration() {}

    /**
     * The filter's registration.
     *
     * @throws ConfigException naming everything that is wrong with the configuration
     * @throws IOException if it was named and there is nothing
     */
    @Bean
    @ConditionalOnMissingBean(value = AbatisFilter.class, parameterizedContainer = FilterRegistrationBean.class)
    public FilterRegistrationBean<AbatisFilter> abatisFilter(Environment environment, ResourceLoader resources)
            throws ConfigException, IOException {
        FilterRegistrationBean<AbatisFilter> bean = registration(environment.getProperty(CONFIG), resources);
        // Not "abatis": that is the web fragment's, where a container deploys the application as a WAR file.
        bean.setName("abatisFilter");
        bean.addUrlPatterns("/*");
        bean.setDispatcherTypes(DispatcherType.REQUEST);
        bean.setAsyncSupported(true);
        bean.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return bean;
    }

    /** A file is left to the filter, which looks at it again when it changes; what is packed does not change. */
    private static FilterRegistrationBean<AbatisFilter> registration(@Nullable String place, ResourceLoader resources)
            throws ConfigException, IOException {
        if (place == null) {
            return new FilterRegistrationBean<>(new AbatisFilter());
        }
        // What has no prefix is a path, as everywhere else, and not a resource of the class path.
        boolean prefixed = place.startsWith("classpath:") || place.startsWith("file:");
        Resource resource = resources.getResource(prefixed ? place : "file:" + place);
        if (!resource.isFile()) {
            AbatisConfig config = ConfigReader.read(resource.getURL(), System.getenv());
            return new FilterRegistrationBean<>(new AbatisFilter(config, InstantSource.system()));
        }
        String file = resource.getFile().getPath();
        AbatisConfig unused = ConfigReader.read(
                Path.of(file), System.getenv()); // what is wrong with it stops the start here, with all its lines
        FilterRegistrationBean<AbatisFilter> bean = new FilterRegistrationBean<>(new AbatisFilter());
        bean.addInitParameter(AbatisFilter.CONFIG_PARAM, file);
        return bean;
    }
}
