package io.safeconfig.spring.boot.autoconfigure;

import io.safeconfig.ConfigBinding;
import io.safeconfig.ConfigValidator;
import io.safeconfig.spring.boot.binding.BeanValidation;
import io.safeconfig.spring.boot.binding.BinderConfigBinding;
import jakarta.validation.Validator;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Binds and validates the objects of typed files as Spring Boot does those of
 * {@code @ConfigurationProperties}, unless the application has a {@link ConfigBinding} or
 * {@link ConfigValidator} of its own. Converters that the application has marked with
 * {@link ConfigurationPropertiesBinding} take part.
 */
@AutoConfiguration(before = SafeConfigAutoConfiguration.class)
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
@ConditionalOnBooleanProperty(name = "safeconfig.enabled", matchIfMissing = true)
public final class SafeConfigBindingAutoConfiguration {

	SafeConfigBindingAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	ConfigBinding safeConfigBinding(Environment environment, ListableBeanFactory beans) {
		ApplicationConversionService conversions = new ApplicationConversionService();
		ApplicationConversionService.addBeans(conversions, beans, ConfigurationPropertiesBinding.VALUE);
		return new BinderConfigBinding(environment, conversions);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Validator.class)
	static class Validation {

		@Bean
		@ConditionalOnMissingBean
		ConfigValidator safeConfigValidator(ObjectProvider<Validator> validator) {
			return new BeanValidation(validator::getIfUnique);
		}

	}

}
