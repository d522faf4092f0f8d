#!/usr/bin/env bash
# Spring Boot 4.1.2: the auto-configuration of the R2DBC transaction manager does not say that it follows that of the
# connection factory; it only has the lowest precedence, and wants to come before TransactionAutoConfiguration. Boot
# sorts by precedence and name first, and then moves each class behind those that it follows, with all that want to
# come before these. So any third-party auto-configuration, even one without beans, that only says
# afterName = TransactionAutoConfiguration and has a name before "org.springframework", draws the R2DBC one ahead of the
# connection factory: its condition does not match, there is no transaction manager, and @Transactional on a method that
# returns a Mono has none to use. With lowest precedence of its own the same class does no harm.
# Says for each what managers there are, and fails if that is not so any more. Needs: a JDK 17, mvn
set -euo pipefail

boot=4.1.2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <parent>
    <groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>$boot</version>
    <relativePath/>
  </parent>
  <groupId>com.example</groupId><artifactId>early</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-r2dbc</artifactId></dependency>
    <dependency><groupId>io.r2dbc</groupId><artifactId>r2dbc-h2</artifactId></dependency>
  </dependencies>
</project>
POM
main=src/main/java/com/example
mkdir -p $main
cat > $main/EarlyAutoConfiguration.java <<'JAVA'
package com.example;

import org.springframework.boot.autoconfigure.AutoConfiguration;

@AutoConfiguration(afterName = "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration")
public class EarlyAutoConfiguration {
}
JAVA
cat > $main/LateAutoConfiguration.java <<'JAVA'
package com.example;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.core.Ordered;

@AutoConfiguration(afterName = "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration")
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
public class LateAutoConfiguration {
}
JAVA
cat > $main/Main.java <<'JAVA'
package com.example;

import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.transaction.TransactionManager;

@SpringBootConfiguration
@EnableAutoConfiguration
public class Main {

	public static void main(String[] args) {
		try (var context = SpringApplication.run(Main.class, args)) {
			System.out.println("managers " + List.of(context.getBeanNamesForType(TransactionManager.class)));
		}
	}

}
JAVA
mvn -q -B -ntp compile dependency:build-classpath -Dmdep.outputFile=cp > log 2>&1 || { cat log; exit 2; }

status=0
# expect NAME EXPECTED: starts the application with one of the auto-configurations, or with none
expect() {
	local seen
	mkdir -p "target/classes/META-INF/spring"
	echo "${1/none/}" > target/classes/META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports
	seen=$(java -cp "target/classes:$(cat cp)" com.example.Main --logging.level.root=off --spring.main.banner-mode=off |
		sed -n 's/^managers //p')
	echo "Spring Boot $boot, ${1##*.}: $seen"
	[ "$seen" = "$2" ] || { echo "    expected: $2"; status=1; }
}

expect none '[connectionFactoryTransactionManager]'
expect com.example.EarlyAutoConfiguration '[]'
expect com.example.LateAutoConfiguration '[connectionFactoryTransactionManager]'
exit $status
