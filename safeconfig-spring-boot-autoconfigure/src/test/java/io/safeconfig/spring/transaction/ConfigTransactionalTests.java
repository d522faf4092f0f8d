package io.safeconfig.spring.transaction;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.safeconfig.ConfigFileRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AliasFor;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** The annotation on beans: where it may stand and what its attributes do. */
class ConfigTransactionalTests {

	private final LockingMemoryStore store = new LockingMemoryStore();

	private TransactionalContext context;

	@AfterEach
	void close() {
		this.context.close();
	}

	private <T> T bean(Class<T> type) {
		this.context = new TransactionalContext(this.store, true, type);
		return this.context.getBean(type);
	}

	@Test
	void methodOverridesItsClass() {
		Service service = bean(Service.class);
		assertThat(service.readOnly()).isTrue();
		assertThat(service.mayWrite()).isFalse();
		assertThat(AopUtils.isCglibProxy(service)).isTrue();
	}

	@Test
	void labelAndTheNameOfTheMethodNameTheTransaction() {
		Service service = bean(Service.class);
		assertThat(service.labelled()).isEqualTo("night work");
		assertThat(service.named()).isEqualTo("ConfigTransactionalTests.Service.named");
	}

	@Test
	void checkedExceptionsCommitAndOthersRollBackUnlessRulesSayOtherwise() {
		Service service = bean(Service.class);
		assertThatExceptionOfType(IOException.class).isThrownBy(service::checked);
		assertThatIllegalStateException().isThrownBy(service::unchecked);
		assertThatExceptionOfType(IOException.class).isThrownBy(service::checkedThatRollsBack);
		assertThatIllegalStateException().isThrownBy(service::uncheckedThatCommits);
		assertThat(this.store.list()).containsExactly("checked.txt", "uncheckedThatCommits.txt");
	}

	@Test
	void timeoutMayBeAPlaceholder() {
		assertThatExceptionOfType(TransactionTimedOutException.class).isThrownBy(() -> bean(Service.class).impatient());
	}

	@Test
	void propagationIsThatOfSpring() {
		assertThat(bean(Service.class).suspended()).isFalse();
	}

	@Test
	void worksAsMetaAnnotationWithAliases() {
		MetaAnnotated service = bean(MetaAnnotated.class);
		assertThat(service.locked()).containsExactly("meta.txt");
		assertThat(service.named()).isEqualTo("by alias");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void worksOnInterfacesAndThroughBothKindsOfProxy(boolean classes) {
		this.context = new TransactionalContext(this.store, classes, TypedImplementation.class);
		Typed<String> service = this.context
			.<Typed<String>>getBeanProvider(ResolvableType.forClassWithGenerics(Typed.class, String.class))
			.getObject();
		assertThat(AopUtils.isCglibProxy(service)).isEqualTo(classes);
		assertThat(service.locked("a.txt")).containsExactly("a.txt");
		assertThat(service.active()).isTrue();
	}

	@Test
	void expressionsSeeArgumentsAndBeansAndTheCall() {
		Expressions service = bean(Expressions.class);
		assertThat(service.byName("x", "y")).containsExactlyInAnyOrder("quotas/x.txt", "quotas/y.txt");
		assertThat(service.byPosition("x", 7)).containsExactlyInAnyOrder("x-7.txt");
		assertThat(service.byBean()).containsExactlyInAnyOrder("one.txt", "two.txt");
		assertThat(service.byRoot("x")).containsExactlyInAnyOrder("byRoot/x/Expressions.txt");
		assertThat(service.collection(List.of("a.txt", "b.txt"))).containsExactlyInAnyOrder("a.txt", "b.txt");
		assertThat(service.array("a.txt", "b.txt")).containsExactlyInAnyOrder("a.txt", "b.txt");
		assertThat(service.stream(Stream.of("a.txt"))).containsExactly("a.txt");
		assertThat(service.projection(List.of("a", "b"))).containsExactlyInAnyOrder("a.txt", "b.txt");
	}

	@Test
	void whatIsNoNameIsAnErrorOfTheCallWithItsMethod() {
		Expressions service = bean(Expressions.class);
		assertThatIllegalStateException().isThrownBy(() -> service.byName(null, "y"))
			.withMessageContaining("Expressions.byName: '#{#from}' must give one value, but gives null");
		assertThatIllegalStateException().isThrownBy(() -> service.collection(null))
			.withMessageContaining("Expressions.collection")
			.withMessageContaining("but gives null");
		assertThatIllegalStateException().isThrownBy(() -> service.object(Optional.of("a.txt")))
			.withMessageContaining("Expressions.object")
			.withMessageContaining("java.util.Optional");
		assertThatIllegalStateException().isThrownBy(() -> service.object(List.of(1)))
			.withMessageContaining("java.lang.Integer");
		assertThatIllegalStateException().isThrownBy(() -> service.property("secret"))
			.withMessageContaining("Expressions.property")
			.withMessageNotContaining("secret");
		assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isFalse();
	}

	@ConfigTransactional(readOnly = true)
	static class Service {

		private final ConfigFileRepository configFiles;

		Service(ConfigFileRepository configFiles) {
			this.configFiles = configFiles;
		}

		boolean readOnly() {
			return TransactionSynchronizationManager.isCurrentTransactionReadOnly();
		}

		@ConfigTransactional
		boolean mayWrite() {
			return TransactionSynchronizationManager.isCurrentTransactionReadOnly();
		}

		@ConfigTransactional(label = "night work")
		String labelled() {
			return TransactionSynchronizationManager.getCurrentTransactionName();
		}

		String named() {
			return TransactionSynchronizationManager.getCurrentTransactionName();
		}

		@ConfigTransactional
		void checked() throws IOException {
			this.configFiles.save("checked.txt", "");
			throw new IOException();
		}

		@ConfigTransactional
		void unchecked() {
			this.configFiles.save("unchecked.txt", "");
			throw new IllegalStateException();
		}

		@ConfigTransactional(rollbackFor = IOException.class)
		void checkedThatRollsBack() throws IOException {
			this.configFiles.save("checkedThatRollsBack.txt", "");
			throw new IOException();
		}

		@ConfigTransactional(noRollbackFor = IllegalStateException.class)
		void uncheckedThatCommits() {
			this.configFiles.save("uncheckedThatCommits.txt", "");
			throw new IllegalStateException();
		}

		@ConfigTransactional(timeoutString = "${patience:0}")
		void impatient() {
			this.configFiles.save("impatient.txt", "");
		}

		@ConfigTransactional(propagation = Propagation.NOT_SUPPORTED)
		boolean suspended() {
			return TransactionSynchronizationManager.isActualTransactionActive();
		}

	}

	@Target(ElementType.TYPE)
	@Retention(RetentionPolicy.RUNTIME)
	@ConfigTransactional(files = "meta.txt")
	@interface Meta {

		@AliasFor(annotation = ConfigTransactional.class)
		String label();

	}

	@Meta(label = "by alias")
	static class MetaAnnotated {

		private final LockingMemoryStore store;

		MetaAnnotated(LockingMemoryStore store) {
			this.store = store;
		}

		Set<String> locked() {
			return this.store.locked();
		}

		String named() {
			return TransactionSynchronizationManager.getCurrentTransactionName();
		}

	}

	interface Typed<T> {

		@ConfigTransactional(files = "#{#p0}")
		Set<String> locked(T name);

		@ConfigTransactional
		default boolean active() {
			return TransactionSynchronizationManager.isActualTransactionActive();
		}

	}

	static class TypedImplementation implements Typed<String> {

		private final LockingMemoryStore store;

		TypedImplementation(LockingMemoryStore store) {
			this.store = store;
		}

		@Override
		public Set<String> locked(String name) {
			return this.store.locked();
		}

	}

	static class Expressions {

		private final LockingMemoryStore store;

		Expressions(LockingMemoryStore store) {
			this.store = store;
		}

		@ConfigTransactional(files = { "quotas/#{#from}.txt", "quotas/#{#to}.txt" })
		Set<String> byName(String from, String to) {
			return this.store.locked();
		}

		@ConfigTransactional(files = "#{#p0}-#{#a1}.txt")
		Set<String> byPosition(String first, int second) {
			return this.store.locked();
		}

		@ConfigTransactional(files = "#{@names}")
		Set<String> byBean() {
			return this.store.locked();
		}

		@ConfigTransactional(files = "#{#root.method.name}/#{#root.args[0]}/#{#root.targetClass.simpleName}.txt")
		Set<String> byRoot(String first) {
			return this.store.locked();
		}

		@ConfigTransactional(files = "#{#names}")
		Set<String> collection(List<String> names) {
			return this.store.locked();
		}

		@ConfigTransactional(files = "#{#names}")
		Set<String> array(String... names) {
			return this.store.locked();
		}

		@ConfigTransactional(files = "#{#names}")
		Set<String> stream(Stream<String> names) {
			return this.store.locked();
		}

		@ConfigTransactional(files = "#{#names.![#this + '.txt']}")
		Set<String> projection(List<String> names) {
			return this.store.locked();
		}

		@ConfigTransactional(files = "#{#name}")
		void object(Object name) {
		}

		@ConfigTransactional(files = "#{#name.missing}")
		void property(String name) {
		}

	}

}
