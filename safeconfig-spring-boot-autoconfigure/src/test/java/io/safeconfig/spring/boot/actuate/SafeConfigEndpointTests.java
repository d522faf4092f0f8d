package io.safeconfig.spring.boot.actuate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.LockOwner;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.spring.monitor.OperatorActions;
import io.safeconfig.spring.monitor.StoreWatch;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.LockCounts;
import io.safeconfig.store.file.LockStatus;
import io.safeconfig.store.file.LockWaiter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What the endpoint shows and does. */
@Timeout(60)
class SafeConfigEndpointTests {

	@TempDir
	Path base;

	private FileConfigStore store;

	private ConfigFileRepository files;

	private OperatorActions actions;

	private SafeConfigEndpoint endpoint;

	private SafeConfigEndpointWebExtension web;

	private StoreWatch watch;

	@BeforeEach
	void open() {
		this.store = FileConfigStore.builder(this.base).application("orders").open();
		this.files = ConfigFileRepository.using(this.store, Duration.ZERO);
		this.actions = new OperatorActions(this.store.monitor());
		this.endpoint = new SafeConfigEndpoint(this.store, this.actions, Map.of("safeconfig.enabled", "true"));
		this.watch = new StoreWatch(this.store.monitor()::check, Duration.ofHours(1), Duration.ofMinutes(1));
		this.web = new SafeConfigEndpointWebExtension(this.endpoint, this.watch);
		this.files.save("tenants/acme.properties", "secret=hunter2");
	}

	@AfterEach
	void close() {
		this.watch.close();
		this.files.close();
	}

	@Test
	void showsEverythingButContent() {
		StoreDescriptor overview = this.endpoint.overview();
		assertThat(overview.baseDirectory()).isEqualTo(this.base.toString());
		assertThat(overview.files().total()).isEqualTo(1);
		assertThat(overview.files().files()).singleElement().satisfies((file) -> {
			assertThat(file.name()).isEqualTo("tenants/acme.properties");
			assertThat(file.size()).isEqualTo(14);
			assertThat(file.version()).hasSize(64);
		});
		assertThat(overview.locks()).isEmpty();
		assertThat(overview.settings()).containsEntry("safeconfig.enabled", "true");
		assertThat(overview.toString()).doesNotContain("hunter2", "secret");
	}

	@Test
	void namesTheHolder() throws Exception {
		whileHeld(() -> assertThat(this.endpoint.part("locks", "tenants", "acme.properties"))
			.isInstanceOfSatisfying(LockDescriptor.class, (lock) -> {
				assertThat(lock.state()).isEqualTo("held");
				assertThat(lock.holder()).isNotNull();
				assertThat(lock.holder().application()).isEqualTo("orders");
				assertThat(lock.holder().thread()).isEqualTo("holder");
				assertThat(lock.holder().operation()).contains("transaction");
				assertThat(lock.holder().pid()).isEqualTo(ProcessHandle.current().pid());
				assertThat(lock.holder().source()).isEqualTo("this-process");
				assertThat(lock.holder().since()).isNotNull();
			}));
	}

	@Test
	void tellsThatSomebodyWhoCannotBeNamedHolds() {
		LockDescriptor lock = LockDescriptor
			.of(new LockStatus("a.txt", LockStatus.State.HELD, null, LockStatus.Source.LOCK_ATTEMPT, null, null,
					List.of(), List.of(), new LockCounts(0, 0, 0, 0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO)));
		assertThat(lock.state()).isEqualTo("held");
		assertThat(new JsonMapper().writeValueAsString(lock.holder())).isEqualTo("{\"source\":\"lock-attempt\"}");
	}

	@Test
	void refusesToClearALockThatIsHeld() throws Exception {
		whileHeld(() -> {
			assertThatExceptionOfType(LockTimeoutException.class)
				.isThrownBy(() -> this.endpoint.clear("locks", "tenants", "acme.properties"));
			WebEndpointResponse<Object> response = this.web.clear(SecurityContext.NONE, "locks", "tenants",
					"acme.properties");
			assertThat(response.getStatus()).isEqualTo(409);
			assertThat(response.getBody()).asString().contains("orders", "holder");
		});
		assertThat(this.actions.total(OperatorActions.Outcome.REFUSED)).isEqualTo(2);
	}

	@Test
	void clearsAStaleLockAndCountsIt() throws Exception {
		Files.writeString(this.base.resolve(".safeconfig/locks/tenants/acme.properties.owner"), "left behind");
		assertThat(this.endpoint.overview().locks()).singleElement()
			.extracting(LockDescriptor::state)
			.isEqualTo("stale");
		assertThat(this.web.clear(SecurityContext.NONE, "locks", "tenants", "acme.properties").getBody())
			.isEqualTo(new SafeConfigEndpoint.Cleared("tenants/acme.properties", true));
		assertThat(this.endpoint.overview().locks()).isEmpty();
		assertThat(this.actions.total(OperatorActions.Outcome.CLEARED)).isEqualTo(1);
	}

	@Test
	void tellsHowManyLocksThereAreWhereItShowsAPart() throws Exception {
		for (int i = 0; i < 1000; i++) {
			Files.createFile(this.base.resolve(".safeconfig/locks/f" + i + ".lck"));
		}
		assertThat(this.endpoint.part("locks")).isInstanceOfSatisfying(LocksDescriptor.class, (locks) -> {
			assertThat(locks.total()).isEqualTo(1001);
			assertThat(locks.locks()).hasSize(1000);
			assertThat(locks.truncated()).isTrue();
			assertThat(locks.unseen()).isEmpty();
		});
		assertThat(this.endpoint.overview().locksInUse()).isZero();
	}

	@Test
	void aHolderWithoutAPidHasNoneAndNotPidZero() {
		LockStatus lock = new LockStatus("a.txt", LockStatus.State.STALE, LockOwner.unknown(), null, null, null,
				List.of(new LockWaiter(0, null, null, null)), List.of(0L),
				new LockCounts(0, 0, 0, 0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO));
		String json = new JsonMapper().writeValueAsString(LockDescriptor.of(lock));
		assertThat(json).doesNotContain("pid").contains("\"otherFamily\":[null]");
	}

	@Test
	void answersWhatThereIsNotAsNotFoundAndWhatIsNoNameAsBadRequest() {
		assertThat(this.web.part().getStatus()).isEqualTo(404);
		assertThat(this.web.clear(SecurityContext.NONE).getStatus()).isEqualTo(404);
		assertThat(this.web.part("nothing").getStatus()).isEqualTo(404);
		assertThat(this.web.part("journals", "a").getStatus()).isEqualTo(404);
		assertThat(this.web.part("files", "absent.txt").getStatus()).isEqualTo(404);
		assertThat(this.web.clear(SecurityContext.NONE, "files", "a").getStatus()).isEqualTo(404);
		assertThat(this.web.part("locks", "..", "passwd").getStatus()).isEqualTo(400);
		assertThat(this.web.part("files", ".safeconfig", "probe.lck").getStatus()).isEqualTo(200);
		assertThat(this.web.overview().getStatus()).isEqualTo(200);
		for (String part : new String[] { "locks", "files", "journals", "settings" }) {
			assertThat(this.web.part(part).getStatus()).isEqualTo(200);
		}
	}

	private void whileHeld(Runnable action) throws Exception {
		CountDownLatch held = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		FutureTask<?> holder = new FutureTask<>(() -> {
			try (ConfigTransaction transaction = this.files.begin()) {
				transaction.save("tenants/acme.properties", "secret=other");
				held.countDown();
				goOn.await();
			}
			return null;
		});
		new Thread(holder, "holder").start();
		held.await();
		try {
			action.run();
		}
		finally {
			goOn.countDown();
		}
		holder.get();
	}

}
