#!/usr/bin/env bash
# Logs of Maven, Gradle and javac. Runs in the sandbox image, with network, at /work; logs go to /out.
set -u
log() { local name=$1; shift; echo "== $name"; timeout 300 "$@" > /out/$name.log 2>&1; echo "exit $?" ; }
mkdir -p /work/shop && cd /work/shop
pom() { cat <<X
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<parent><groupId>dev.acme</groupId><artifactId>shop</artifactId><version>1.0</version></parent><artifactId>$1</artifactId>
<dependencies>$2
<dependency><groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId><version>5.10.2</version><scope>test</scope></dependency>
<dependency><groupId>org.assertj</groupId><artifactId>assertj-core</artifactId><version>3.25.3</version><scope>test</scope></dependency>
</dependencies></project>
X
}
cat > pom.xml <<X
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>dev.acme</groupId><artifactId>shop</artifactId><version>1.0</version><packaging>pom</packaging>
<modules><module>core</module><module>billing</module><module>web</module></modules>
<properties><maven.compiler.release>17</maven.compiler.release><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
<build><plugins><plugin><artifactId>maven-surefire-plugin</artifactId><version>3.2.5</version></plugin>
<plugin><artifactId>maven-compiler-plugin</artifactId><version>3.13.0</version></plugin></plugins></build>
</project>
X
for m in core billing web; do mkdir -p $m/src/main/java/dev/acme/$m $m/src/test/java/dev/acme/$m; done
pom core "" > core/pom.xml
pom billing "<dependency><groupId>dev.acme</groupId><artifactId>core</artifactId><version>1.0</version></dependency>" > billing/pom.xml
pom web "" > web/pom.xml
cat > core/src/main/java/dev/acme/core/Money.java <<X
package dev.acme.core;

public record Money(long cents) {
  public Money minus(Money other) {
    if (other.cents > cents) {
      throw new IllegalStateException("no credit: " + cents + " < " + other.cents);
    }
    return new Money(cents - other.cents);
  }
}
X
cat > core/src/test/java/dev/acme/core/MoneyTest.java <<X
package dev.acme.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import org.junit.jupiter.api.Test;

class MoneyTest {
  @Test void subtracts() { assertEquals(new Money(1), new Money(3).minus(new Money(2))); }
  @Test void keeps() { assertEquals(3, new Money(3).cents()); }
}
X
cat > billing/src/main/java/dev/acme/billing/Invoice.java <<X
package dev.acme.billing;

import dev.acme.core.Money;
import java.util.List;
import java.util.stream.Collectors;

public final class Invoice {
  private final List<String> names;

  public Invoice(List<String> names) {
    this.names = names;
  }

  public String csv() {
    return names.stream().map(Invoice::quote).collect(Collectors.joining(","));
  }

  static String quote(String name) {
    return name.contains(",") ? name : "\"" + name + "\"";
  }

  public List<Money> pay(List<Long> cents) {
    return cents.stream().map(c -> new Money(5).minus(new Money(c))).collect(Collectors.toList());
  }
}
X
cat > billing/src/test/java/dev/acme/billing/InvoiceCsvTest.java <<X
package dev.acme.billing;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.List;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

class InvoiceCsvTest {
  @Test
  void quotesNames() {
    assertThat(new Invoice(List.of("Smith, Inc.")).csv()).isEqualTo("\"Smith, Inc.\"");
  }

  @Test
  void paysWithinCredit() {
    assertThat(new Invoice(List.of()).pay(List.of(1L, 2L, 9L))).hasSize(3);
  }

  @Test
  void isEmptyWithoutNames() {
    assertThat(new Invoice(List.of()).csv()).isEmpty();
  }

  @Test @Disabled("later")
  void later() {}
}
X
cat > web/src/test/java/dev/acme/web/PageTest.java <<X
package dev.acme.web;

import org.junit.jupiter.api.Test;

class PageTest {
  @Test void draws() {}
}
X
cat > billing/src/test/java/dev/acme/billing/NoisyTest.java <<X
package dev.acme.billing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoisyTest {
  @Test
  void talksMuch() {
    for (int i = 0; i < Integer.getInteger("noise", 0); i++) {
      System.out.println("2026-03-0" + (1 + i % 9) + " 10:" + (10 + i % 50) + ":07.123 DEBUG [pool-" + i % 7 + "] dev.acme.billing.Ledger - booked row " + i + " of account " + Integer.toHexString(i * 7919));
    }
    assertEquals("4,00", String.format("%d,%02d", 4, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25})
  void rounds(int cents) {
    assertEquals(0, cents % 2, "odd cents");
  }
}
X
cat > billing/src/test/java/dev/acme/billing/HangTest.java <<X
package dev.acme.billing;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HangTest {
  @Test void waits() throws Exception { Assumed.on("hang"); new java.util.concurrent.CountDownLatch(1).await(); }
  @Test @Timeout(1) void waitsForTooLong() throws Exception { Assumed.on("timeout"); new java.util.concurrent.CountDownLatch(1).await(); }
}
X
cat > billing/src/test/java/dev/acme/billing/CrashTest.java <<X
package dev.acme.billing;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrashTest {
  @Test void halts() { Assumed.on("halt"); Runtime.getRuntime().halt(134); }
  @Test void eatsMemory() { Assumed.on("oom"); List<long[]> all = new ArrayList<>(); while (true) { all.add(new long[1 << 22]); } }
  @Test void overflows() { Assumed.on("deep"); System.out.println(deep(1)); }
  private static int deep(int n) { return deep(n + 1) + 1; }
}
X
cat > billing/src/test/java/dev/acme/billing/LongLineTest.java <<X
package dev.acme.billing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import org.junit.jupiter.api.Test;

class LongLineTest {
  @Test void comparesMegabytes() { Assumed.on("long"); System.out.println("{\"rows\":\"" + "x".repeat(1 << 20) + "\"}"); assertEquals("a".repeat(300_000), "a".repeat(299_999) + "b"); }
}
X
cat > billing/src/test/java/dev/acme/billing/Assumed.java <<X
package dev.acme.billing;

final class Assumed {
  static void on(String name) { org.junit.jupiter.api.Assumptions.assumeTrue(Boolean.getBoolean(name)); }
}
X
find . -name '*.java' -o -name pom.xml | sed 's|^\./||' | sort > /out/shop.paths
M="mvn -B -Dstyle.color=never"
$M -q -DskipTests install > /out/prep-maven.txt 2>&1 ; tail -3 /out/prep-maven.txt
log maven-reactor $M test -Dtest='MoneyTest,InvoiceCsvTest,PageTest' -Dsurefire.failIfNoSpecifiedTests=false
mkdir -p /out/maven-xml && cp billing/target/surefire-reports/TEST-dev.acme.billing.InvoiceCsvTest.xml core/target/surefire-reports/TEST-*.xml /out/maven-xml/
log maven-fae-colour mvn -Dstyle.color=always -fae test -Dtest='MoneyTest,InvoiceCsvTest,PageTest' -Dsurefire.failIfNoSpecifiedTests=false
log maven-noise $M test -Dtest='NoisyTest' -DargLine='-Dnoise=3600' -Dsurefire.failIfNoSpecifiedTests=false
log maven-trimmed $M test -DtrimStackTrace=true -Dtest='InvoiceCsvTest' -Dsurefire.failIfNoSpecifiedTests=false
log maven-fork-timeout $M test -Dtest='HangTest#waits' -DargLine=-Dhang=true -Dsurefire.timeout=5 -Dsurefire.failIfNoSpecifiedTests=false
log maven-timeout $M test -Dtest='HangTest#waitsForTooLong' -DargLine=-Dtimeout=true -Dsurefire.failIfNoSpecifiedTests=false
log maven-crash $M test -Dtest='InvoiceCsvTest,CrashTest#halts' -DargLine=-Dhalt=true -Dsurefire.failIfNoSpecifiedTests=false
log maven-oom $M test -Dtest='CrashTest#eatsMemory' -DargLine='-Doom=true -Xmx32m' -Dsurefire.failIfNoSpecifiedTests=false
log maven-overflow $M test -Dtest='CrashTest#overflows' -DargLine='-Ddeep=true' -Dsurefire.failIfNoSpecifiedTests=false
log maven-long-line $M test -Dtest='LongLineTest' -DargLine='-Dlong=true' -Dsurefire.failIfNoSpecifiedTests=false
log maven-none $M test -pl web -Dtest='Nothing*' -Dsurefire.failIfNoSpecifiedTests=false
log maven-parallel mvn -T 3 -Dstyle.color=never test -fae -Dtest='MoneyTest,InvoiceCsvTest,PageTest' -Dsurefire.failIfNoSpecifiedTests=false
log maven-progress mvn -Dstyle.color=always -Dmaven.repo.local=/tmp/fresh test -fae -pl core -Dtest='Nothing' 
sed -i 's/quote(String name) {/quote(String name) { int n = "x";/; s/public String csv() {/public String csv() { names.missing();/' billing/src/main/java/dev/acme/billing/Invoice.java
log maven-compile $M test
sed -i 's/ int n = "x";//; s/ names.missing();//' billing/src/main/java/dev/acme/billing/Invoice.java
sed -i 's/hasSize(3)/hasSizes(3)/' billing/src/test/java/dev/acme/billing/InvoiceCsvTest.java
log maven-test-compile $M test
sed -i 's/hasSizes(3)/hasSize(3)/' billing/src/test/java/dev/acme/billing/InvoiceCsvTest.java
log maven-no-dependency $M test -o -Dmaven.repo.local=/tmp/nothing
# javac
mkdir -p /work/plain/src/dev/acme && cd /work/plain
{ echo 'package dev.acme;'; echo 'import java.util.*;'; echo 'class Ledger {'; for i in $(seq 1 130); do echo "  List row$i() { return new ArrayList(); }"; done
  echo '  int sum(List<Integer> rows) { return rows.total(); }'; for i in $(seq 1 120); do echo "  String s$i() { return unknown$i; }"; done; echo '}'; } > src/dev/acme/Ledger.java
printf 'package dev.acme;\nclass Shelf {\n  void put(String book) {\n    int pages = book;\n    book.open()\n  }\n}\n' > src/dev/acme/Shelf.java
printf 'package dev.acme;\nclass Desk {\n  void put(String book) {\n    int pages = book;\n    Drawer drawer = new Drawer();\n  }\n}\n' > src/dev/acme/Desk.java
find src -name '*.java' > /out/plain.paths
log javac javac -d /tmp/o src/dev/acme/Desk.java
log javac-syntax javac -d /tmp/o src/dev/acme/Shelf.java
log javac-many javac -Xlint:all -Xmaxerrs 500 -Xmaxwarns 500 -d /tmp/o src/dev/acme/Ledger.java
# gradle
mkdir -p /work/gr/src/main/java/dev/acme /work/gr/src/test/java/dev/acme && cd /work/gr
cat > build.gradle <<X
apply plugin: 'java'
repositories { mavenCentral() }
dependencies { testCompile 'junit:junit:4.13.2' }
if (project.hasProperty('full')) { test { testLogging { exceptionFormat = 'full'; events 'failed', 'skipped', 'passed'; showStandardStreams = true } } }
X
echo "rootProject.name = 'gr'" > settings.gradle
cat > src/main/java/dev/acme/Csv.java <<X
package dev.acme;

import java.util.stream.Stream;

public final class Csv {
  static String quote(String name) { return name.contains(",") ? name : '"' + name + '"'; }

  static long read(String... rows) {
    return Stream.of(rows).mapToInt(Csv::cells).sum();
  }

  private static int cells(String row) {
    if (row.isEmpty()) {
      throw new IllegalArgumentException("no cells in an empty row");
    }
    return row.split(",").length;
  }
}
X
cat > src/test/java/dev/acme/CsvTest.java <<X
package dev.acme;

import static org.junit.Assert.assertEquals;
import org.junit.Ignore;
import org.junit.Test;

public class CsvTest {
  @Test public void quotesNames() { assertEquals("\"Smith, Inc.\"", Csv.quote("Smith, Inc.")); }
  @Test public void readsAll() { assertEquals(3, Csv.read("a,b", "", "c")); }
  @Test public void plain() { assertEquals("\"a\"", Csv.quote("a")); }
  @Test public void noisy() { for (int i = 0; i < Integer.getInteger("noise", 0); i++) { System.out.println("INFO booking row " + i + " at " + System.nanoTime()); } }
  @Test @Ignore public void later() {}
}
X
find . -name '*.java' -o -name '*.gradle' | sed 's|^\./||' | sort > /out/gr.paths
log gradle-prep gradle --console=plain --no-daemon testClasses
log gradle gradle --console=plain --no-daemon test
mkdir -p /out/gradle-xml && cp build/test-results/test/*.xml /out/gradle-xml/
log gradle-full gradle --console=plain --no-daemon -Pfull cleanTest test
sed -i 's/mapToInt(Csv::cells)/mapToInt(Csv::cell)/' src/main/java/dev/acme/Csv.java
log gradle-compile gradle --console=plain --no-daemon test
sed -i 's/mapToInt(Csv::cell)/mapToInt(Csv::cells)/' src/main/java/dev/acme/Csv.java
script -qec 'gradle --console=rich --no-daemon cleanTest test' /out/gradle-rich.log > /dev/null 2>&1
echo done
