package io.safeconfig.samples.quickstart;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Shows the limits of all tenants and moves them around. */
@RestController
class QuotaController {

	private final Quotas quotas;

	QuotaController(Quotas quotas) {
		this.quotas = quotas;
	}

	@GetMapping("/quotas")
	Map<String, Long> limits() {
		return this.quotas.limits();
	}

	@PostMapping("/quotas/transfer")
	Map<String, Long> transfer(@RequestBody Transfer transfer) {
		if (transfer.amount() == null || transfer.amount() < 1) {
			throw Problems.badRequest("The amount must be a whole number of at least 1.", null);
		}
		return this.quotas.transfer(tenant(transfer.from(), "from"), tenant(transfer.to(), "to"), transfer.amount());
	}

	/** Before any lock is taken: each file that was ever locked keeps its lock file. */
	private String tenant(@Nullable String name, String member) {
		if (name == null) {
			throw Problems.badRequest("The member '" + member + "' names no tenant.", null);
		}
		if (!this.quotas.has(name)) {
			throw Problems.notFound("The member '" + member + "' names a tenant that does not exist.");
		}
		return name;
	}

	/** The body of a request. */
	record Transfer(@Nullable String from, @Nullable String to, @Nullable Long amount) {
	}

}
