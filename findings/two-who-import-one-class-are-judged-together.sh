#!/usr/bin/env bash
# Spring Boot 4.1.2, Framework 7.0.10: conditions on beans are said to be judged in the order of the auto-configurations.
# Not where two of them import the same class: when the definitions of that class are to be loaded, at the place of the
# first importer, Spring asks all of its importers whether they are skipped, and remembers the answer. If the first one
# does not match, the second one is judged there and then, before the beans that lie between them exist: its
# @ConditionalOnBean fails although the bean comes before it, and the condition report lists it as absent without a
# hint. @EnableTransactionManagement, @EnableCaching and the like are such imports: a starter that brings one behind a
# condition on a bean of its own is left out wherever the other importer, Boot's, does not match.
# Says for each whether the last one of three is there, and fails if that is not so any more. Needs: a JDK 17, mvn
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
  <groupId>com.example</groupId><artifactId>shared</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter</artifactId></dependency>
  </dependencies>
</project>
POM
main=src/main/java/com/example
mkdir -p $main
cat > $main/Parts.java <<'JAVA'
package com.example;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

public class Parts {

	/** What both import. */
	@Configuration(proxyBeanMethods = false)
	public static class Shared {
	}

	/** Never matches. */
	@AutoConfiguration
	@ConditionalOnBean(Process.class)
	@Import(Shared.class)
	public static class First {
	}

	/** Never matches, and imports nothing. */
	@AutoConfiguration
	@ConditionalOnBean(Process.class)
	public static class Other {
	}

	@AutoConfiguration(after = { First.class, Other.class })
	public static class Middle {

		@Bean
		StringBuilder builder() {
			return new StringBuilder();
		}

	}

	/** Comes after the bean that it needs. */
	@AutoConfiguration(after = Middle.class)
	@ConditionalOnBean(StringBuilder.class)
	@Import(Shared.class)
	public static class Last {
	}

}
JAVA
cat > $main/Main.java <<'JAVA'
package com.example;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

@SpringBootConfiguration
@EnableAutoConfiguration
public class Main {

	public static void main(String[] args) {
		try (var context = SpringApplication.run(Main.class, args)) {
			boolean needed = context.getBeanNamesForType(StringBuilder.class).length > 0;
			boolean last = context.getBeanNamesForType(Parts.Last.class).length > 0;
			System.out.println("bean " + needed + ", last " + last);
		}
	}

}
JAVA
mvn -q -B -ntp compile dependency:build-classpath -Dmdep.outputFile=cp > log 2>&1 || { cat log; exit 2; }

status=0
mkdir -p target/classes/META-INF/spring
# expect FIRST EXPECTED: starts the application with this one before the other two
expect() {
	local seen
	printf 'com.example.Parts$%s\n' "$1" Middle Last \
		> target/classes/META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports
	seen=$(java -cp "target/classes:$(cat cp)" com.example.Main --logging.level.root=off --spring.main.banner-mode=off |
		grep '^bean ')
	echo "Spring Boot $boot, $1 before it: $seen"
	[ "$seen" = "$2" ] || { echo "    expected: $2"; status=1; }
}

expect Other 'bean true, last true'
expect First 'bean true, last false'
exit $status
