package io.safeconfig.spring.boot.autoconfigure;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.spring.event.ConfigFilesChangedEvent;
import io.safeconfig.spring.transaction.ConfigFileTransactionManager;
import io.safeconfig.spring.transaction.ConfigTransactional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Transactions in an application: alone, beside a database, and bound to it. */
@ExtendWith(OutputCaptureExtension.class)
class SafeConfigTransactionAutoConfigurationTests {

	private static final String NAME = "safeConfigTransactionManager";

	@TempDir
	Path base;

	private ApplicationContextRunner alone;

	private ApplicationContextRunner withDatabase;

	@BeforeEach
	void prepare() {
		this.alone = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, SafeConfigAutoConfiguration.class,
					SafeConfigTransactionAutoConfiguration.class, TransactionAutoConfiguration.class,
					TransactionManagerCustomizationAutoConfiguration.class))
			.withUserConfiguration(Service.class, Listeners.class)
			.withPropertyValues("safeconfig.base-directory=" + this.base);
		this.withDatabase = this.alone
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					DataSourceTransactionManagerAutoConfiguration.class, JdbcTemplateAutoConfiguration.class))
			.withPropertyValues("spring.datasource.generate-unique-name=true");
	}

	@Test
	void withoutAnotherManagerBothAnnotationsMeanFiles() {
		this.alone.run((context) -> {
			Service service = context.getBean(Service.class);
			assertThat(context).hasBean(NAME).hasSingleBean(ConfigFileTransactionManager.class);
			assertThatIllegalStateException().isThrownBy(() -> service.ownAndFail("own.txt"));
			assertThatIllegalStateException().isThrownBy(() -> service.plainAndFail("plain.txt"));
			assertThat(this.base.resolve("own.txt")).doesNotExist();
			assertThat(this.base.resolve("plain.txt")).doesNotExist();
			service.own("own.txt", "one");
			assertThat(this.base.resolve("own.txt")).hasContent("one");
		});
	}

	@ParameterizedTest
	@CsvSource({ "true, true", "false, false" })
	void proxiesAreOfTheKindThatTheApplicationWants(boolean classes, boolean cglib) {
		this.alone.withUserConfiguration(OwnInterface.class)
			.withPropertyValues("spring.aop.proxy-target-class=" + classes)
			.run((context) -> assertThat(AopUtils.isCglibProxy(context.getBean("quota"))).isEqualTo(cglib));
	}

	@Test
	void besideADatabaseItsManagerStaysTheOneThatTransactionalMeans() {
		this.withDatabase.run((context) -> {
			assertThat(context).getBean(TransactionTemplate.class)
				.extracting(TransactionTemplate::getTransactionManager)
				.isInstanceOf(JdbcTransactionManager.class);
			assertThat(context.getBeanProvider(PlatformTransactionManager.class).getObject())
				.isInstanceOf(JdbcTransactionManager.class);
			Service service = context.getBean(Service.class);
			assertThatIllegalStateException().isThrownBy(() -> service.plainAndFail("plain.txt"));
			assertThat(rows(context)).isZero();
			assertThat(this.base.resolve("plain.txt")).hasContent("content");
			assertThatIllegalStateException().isThrownBy(() -> service.ownAndFail("own.txt"));
			assertThat(this.base.resolve("own.txt")).doesNotExist();
		});
	}

	@Test
	void boundToADatabaseFilesShareItsFate() {
		this.withDatabase.withPropertyValues("safeconfig.transaction.synchronize=true").run((context) -> {
			Service service = context.getBean(Service.class);
			assertThatIllegalStateException().isThrownBy(() -> service.plainAndFail("plain.txt"));
			assertThat(rows(context)).isZero();
			assertThat(this.base.resolve("plain.txt")).doesNotExist();
			service.plain("plain.txt", "one");
			assertThat(rows(context)).isOne();
			assertThat(this.base.resolve("plain.txt")).hasContent("one");
			service.plainThatCallsOwn("both.txt");
			assertThat(this.base.resolve("both.txt")).hasContent("both");
		});
	}

	@Test
	void twoTransactionsOnOneMethodAreWarnedOfOnceForEach(CapturedOutput output) {
		this.withDatabase.withUserConfiguration(Twice.class).run((context) -> {
			context.getBean(Twice.class).both();
			context.getBean(Twice.class).both();
			context.getBean(Twice.class).ofFiles();
		});
		assertThat(output.getOut().lines().filter((line) -> line.contains("are two transactions"))).singleElement()
			.asString()
			.contains("WARN", "Twice.both are two transactions", "safeconfig.transaction.synchronize=true");
	}

	@Test
	void thereIsNothingToWarnOfWhereTheyAreOne(CapturedOutput output) {
		this.alone.withUserConfiguration(Twice.class).run((context) -> context.getBean(Twice.class).both());
		this.withDatabase.withUserConfiguration(Twice.class)
			.withPropertyValues("safeconfig.transaction.synchronize=true")
			.run((context) -> context.getBean(Twice.class).both());
		assertThat(output).doesNotContain("two transactions").doesNotContain("reactive");
	}

	@Configuration(proxyBeanMethods = false)
	static class Twice {

		@Transactional
		@ConfigTransactional
		public void both() {
		}

		@Transactional(transactionManager = NAME)
		@ConfigTransactional
		public void ofFiles() {
		}

	}

	@Test
	void aReactiveManagerThatCannotBeSynchronizedWithIsWarnedOf(CapturedOutput output) {
		ApplicationContextRunner reactive = this.alone.withUserConfiguration(ReactiveManager.class);
		reactive.run((context) -> assertThat(output).doesNotContain("reactive manager"));
		reactive.withPropertyValues("safeconfig.transaction.synchronize=true")
			.run((context) -> assertThat(output).contains("WARN")
				.contains("without effect in transactions of the reactive manager ofRows"));
	}

	@Configuration(proxyBeanMethods = false)
	static class ReactiveManager {

		@Bean
		ReactiveTransactionManager ofRows() {
			return (ReactiveTransactionManager) Proxy.newProxyInstance(getClass().getClassLoader(),
					new Class<?>[] { ReactiveTransactionManager.class }, (proxy, method, arguments) -> null);
		}

	}

	private static int rows(ApplicationContext context) {
		return context.getBean(JdbcTemplate.class).queryForObject("select count(*) from quota", Integer.class);
	}

	@Test
	void listenersHearOfAChangeWhenTheFileIsOnDisk() {
		this.alone.run((context) -> {
			Listeners listeners = context.getBean(Listeners.class);
			context.getBean(Service.class).own("a.properties", "limit=1\n");
			assertThat(listeners.calls).containsExactly("event [a.properties] [limit] Service.own: limit=1",
					"own event: limit=1", "after commit [a.properties]: limit=1");
			listeners.calls.clear();
			context.getBean(ConfigFileRepository.class).save("a.properties", "limit=2\n");
			assertThat(listeners.calls).containsExactly("event [a.properties] [limit] save: limit=2");
		});
	}

	@Test
	void rolledBackChangesAreNotTold() {
		this.alone.run((context) -> {
			assertThatIllegalStateException()
				.isThrownBy(() -> context.getBean(Service.class).ownAndFail("a.properties"));
			assertThat(context.getBean(Listeners.class).calls).isEmpty();
		});
	}

	@Test
	void boundToADatabaseListenersHearAfterItsCommitToo() {
		this.withDatabase.withPropertyValues("safeconfig.transaction.synchronize=true").run((context) -> {
			context.getBean(Service.class).plain("a.properties", "limit=1\n");
			assertThat(context.getBean(Listeners.class).calls).hasSize(2)
				.anyMatch((call) -> call.startsWith("event [a.properties]"))
				.contains("after commit [a.properties]: limit=1");
		});
	}

	@Test
	void customizersAndExecutionListenersApply() {
		this.alone.withUserConfiguration(ExecutionListener.class)
			.withPropertyValues("spring.transaction.default-timeout=7s")
			.run((context) -> {
				assertThat(context.getBean(ConfigFileTransactionManager.class).getDefaultTimeout()).isEqualTo(7);
				context.getBean(Service.class).own("a.txt", "one");
				assertThat(context.getBean(ExecutionListener.class).commits).isOne();
			});
	}

	@Test
	void managerOfTheApplicationIsKept() {
		this.alone.withUserConfiguration(OwnManager.class)
			.run((context) -> assertThat(context).getBean(NAME).isSameAs(context.getBean(OwnManager.class).manager));
	}

	@Test
	void repositoryOfTheApplicationJoins() {
		this.alone.withUserConfiguration(OwnRepository.class).run((context) -> {
			ConfigFileRepository repository = context.getBean(ConfigFileRepository.class);
			template(context).executeWithoutResult((status) -> {
				repository.save("a.txt", "one");
				status.setRollbackOnly();
			});
			assertThat(repository.list()).isEmpty();
		});
	}

	@Test
	void managerIsThatOfThePrimaryRepository() {
		this.alone.withUserConfiguration(OwnRepository.class, PrimaryRepository.class).run((context) -> {
			template(context).executeWithoutResult((status) -> {
				context.getBean("primary", ConfigFileRepository.class).save("a.txt", "one");
				context.getBean("ownRepository", ConfigFileRepository.class).save("a.txt", "one");
				status.setRollbackOnly();
			});
			assertThat(context.getBean("primary", ConfigFileRepository.class).list()).isEmpty();
			assertThat(context.getBean("ownRepository", ConfigFileRepository.class).list()).containsExactly("a.txt");
		});
	}

	@Test
	void severalRepositoriesAndNoPrimaryOneAreAMistakeWhereTheAnnotationIsUsed() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SafeConfigAutoConfiguration.class,
					SafeConfigTransactionAutoConfiguration.class))
			.withUserConfiguration(TwoRepositories.class, Annotated.class)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("Annotated.method")
				.hasMessageContaining("there is no transaction manager 'safeConfigTransactionManager'"));
	}

	@Test
	void literalNameOutsideTheBaseStopsTheApplication() {
		this.alone.withUserConfiguration(Outside.class)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("Outside.method")
				.hasMessageContaining("'../outside.txt' is not the name of a configuration file"));
	}

	@Test
	void repositoryWorksWithoutSpringsTransactions() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SafeConfigAutoConfiguration.class,
					SafeConfigTransactionAutoConfiguration.class))
			.withClassLoader(
					new FilteredClassLoader("org.springframework.transaction", "org.springframework.boot.transaction"))
			.withPropertyValues("safeconfig.base-directory=" + this.base)
			.run((context) -> {
				context.getBean(ConfigFileRepository.class).save("a.txt", "one");
				assertThat(context).hasNotFailed().doesNotHaveBean(NAME);
				assertThat(this.base.resolve("a.txt")).hasContent("one");
			});
	}

	@Test
	void nothingIsThereWhenDisabled() {
		this.alone.withPropertyValues("safeconfig.enabled=false")
			.withUserConfiguration(OwnRepository.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(NAME));
	}

	private static TransactionTemplate template(ApplicationContext context) {
		return new TransactionTemplate(context.getBean(NAME, PlatformTransactionManager.class));
	}

	static class Service {

		private final ConfigFileRepository configFiles;

		private final ApplicationEventPublisher events;

		private final JdbcTemplate jdbc;

		private final ApplicationContext context;

		Service(ObjectProvider<ConfigFileRepository> configFiles, ObjectProvider<JdbcTemplate> jdbc,
				ApplicationContext context) {
			this.configFiles = configFiles.getIfAvailable();
			this.jdbc = jdbc.getIfAvailable();
			this.events = context;
			this.context = context;
			if (this.jdbc != null) {
				this.jdbc.execute("create table quota (amount int)");
			}
		}

		@ConfigTransactional
		public void own(String name, String content) {
			this.configFiles.save(name, content);
			this.events.publishEvent(new Own(name));
		}

		@ConfigTransactional
		public void ownAndFail(String name) {
			this.configFiles.save(name, "content");
			throw new IllegalStateException("own");
		}

		@Transactional
		public void plain(String name, String content) {
			if (this.jdbc != null) {
				this.jdbc.update("insert into quota values (1)");
			}
			this.configFiles.save(name, content);
		}

		@Transactional
		public void plainAndFail(String name) {
			plain(name, "content");
			throw new IllegalStateException("plain");
		}

		@Transactional
		public void plainThatCallsOwn(String name) {
			this.configFiles.save(name, "first");
			this.context.getBean(Service.class).own(name, "both");
		}

	}

	record Own(String name) {
	}

	static class Listeners {

		private final Path base;

		private final List<String> calls = new ArrayList<>();

		Listeners(Environment environment) {
			this.base = Path.of(environment.getProperty("safeconfig.base-directory", "unused"));
		}

		@EventListener
		public void changed(ConfigFilesChangedEvent event) throws Exception {
			this.calls.add("event " + event.names() + " " + event.files().get(0).changedKeys() + " "
					+ event.origin().replaceAll(".*[$.](?=Service)", "") + ": " + text(event.names().get(0)));
		}

		@TransactionalEventListener
		public void changedInTransaction(ConfigFilesChangedEvent event) throws Exception {
			this.calls.add("after commit " + event.names() + ": " + text(event.names().get(0)));
		}

		@TransactionalEventListener
		public void own(Own event) throws Exception {
			if (event.name().endsWith(".properties")) {
				this.calls.add("own event: " + text(event.name()));
			}
		}

		private String text(String name) throws Exception {
			return Files.readString(this.base.resolve(name)).strip();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ExecutionListener {

		private int commits;

		@Bean
		TransactionExecutionListener transactionExecutionListener() {
			return new TransactionExecutionListener() {
				@Override
				public void afterCommit(TransactionExecution transaction, Throwable failure) {
					ExecutionListener.this.commits++;
				}
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnManager {

		private ConfigFileTransactionManager manager;

		@Bean(defaultCandidate = false)
		ConfigFileTransactionManager safeConfigTransactionManager(ConfigFileRepository repository) {
			this.manager = new ConfigFileTransactionManager(repository);
			return this.manager;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRepository {

		@Bean
		ConfigFileRepository ownRepository() {
			return ConfigFileRepository.using(new InMemoryStore());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryRepository {

		@Bean
		@Primary
		ConfigFileRepository primary() {
			return ConfigFileRepository.using(new InMemoryStore());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoRepositories {

		@Bean
		ConfigFileRepository one() {
			return ConfigFileRepository.using(new InMemoryStore());
		}

		@Bean
		ConfigFileRepository two() {
			return ConfigFileRepository.using(new InMemoryStore());
		}

	}

	static class Annotated {

		@ConfigTransactional
		public void method() {
		}

	}

	static class Outside {

		@ConfigTransactional(files = "../outside.txt")
		public void method() {
		}

	}

	interface Quota {

		void change();

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnInterface {

		@Bean
		Quota quota() {
			return new OwnQuota();
		}

	}

	static class OwnQuota implements Quota {

		@Override
		@ConfigTransactional
		public void change() {
		}

	}

}
