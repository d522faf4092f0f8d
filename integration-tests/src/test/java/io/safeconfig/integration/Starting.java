package io.safeconfig.integration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.MethodParameter;
import org.springframework.transaction.TransactionManager;
import org.springframework.util.ReflectionUtils;

/**
 * Starts an application with nothing of its own, and tells what it has in words of the
 * JDK, which another class loader understands.
 */
public final class Starting {

	private static final MethodParameter MANAGER = MethodParameter.forExecutable(
			Objects.requireNonNull(ReflectionUtils.findMethod(Starting.class, "use", TransactionManager.class)), 0);

	private Starting() {
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

	/** The parts of {@link Beans}. */
	public static List<List<String>> application(String[] properties) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties(properties)
			.run()) {
			DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
			List<String> managers = List.of(beans.getBeanNamesForType(TransactionManager.class));
			List<String> byType = managers.stream()
				.filter((name) -> beans.isAutowireCandidate(name, new DependencyDescriptor(MANAGER, true)))
				.toList();
			List<String> names = Stream.of(beans.getBeanDefinitionNames()).filter(Starting::isOther).toList();
			List<String> primary = names.stream()
				.filter((name) -> beans.getMergedBeanDefinition(name).isPrimary())
				.toList();
			return new ArrayList<>(List.of(managers.stream().sorted().toList(), byType, primary, names));
		}
	}

	/** Where a manager would be injected by its type. */
	static void use(TransactionManager manager) {
	}

	/**
	 * Spring Boot registers the beans of settings, such as
	 * {@code spring.jms-org.springframework.boot.jms.autoconfigure.JmsProperties}, from a
	 * hash set: their order is another one each time. What reads settings is registered
	 * by whoever needs it first.
	 */
	private static boolean isOther(String bean) {
		return !bean.contains("-org.springframework.boot.") && !bean.startsWith("org.springframework.boot.context.")
				&& !bean.toLowerCase(Locale.ROOT).contains("safeconfig") && !bean.equals("configFileRepository");
	}

}
