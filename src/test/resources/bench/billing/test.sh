#!/bin/sh
# Stands for `mvn test`: prints what Maven and Surefire print, without needing either. The export is tested once there
# is a test for it, and is green once quotes in names are doubled. A red run is as loud as the application's own log.
csv=src/main/java/billing/web/InvoiceCsv.java
tests=6
failed=0
if [ -f src/test/java/billing/web/InvoiceCsvTest.java ]; then
  tests=10
  grep -q 'replace("' "$csv" || failed=2
fi
exec awk -v tests="$tests" -v failed="$failed" -v size=333000 '
  function say(line) { used += length(line) + 1; print line }
  function trace(at) {
    say("\tat org.junit.jupiter.api.AssertionFailureBuilder.build(AssertionFailureBuilder.java:151)")
    say("\tat org.junit.jupiter.api.AssertEquals.failNotEqual(AssertEquals.java:197)")
    say("\tat org.junit.jupiter.api.AssertEquals.assertEquals(AssertEquals.java:182)")
    say("\tat org.junit.jupiter.api.Assertions.assertEquals(Assertions.java:1156)")
    say("\tat billing.web.InvoiceCsvTest." at ")")
    say("\tat java.base/java.lang.reflect.Method.invoke(Method.java:569)")
    say("\tat java.base/java.util.ArrayList.forEach(ArrayList.java:1511)")
  }
  BEGIN {
    rule = "[INFO] ------------------------------------------------------------------------"
    say("[INFO] Scanning for projects...")
    say("[INFO] ")
    say("[INFO] ----------------------------< acme:billing >----------------------------")
    say("[INFO] Building billing 1.4-SNAPSHOT")
    say("[INFO] --- compiler:3.13.0:compile (default-compile) @ billing ---")
    say("[INFO] Nothing to compile - all classes are up to date.")
    say("[INFO] --- surefire:3.5.2:test (default-test) @ billing ---")
    say("[INFO] -------------------------------------------------------")
    say("[INFO]  T E S T S")
    say("[INFO] -------------------------------------------------------")
    say("[INFO] Running billing.domain.MoneyTest")
    say("[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.041 s -- in billing.domain.MoneyTest")
    say("[INFO] Running billing.web.InvoiceControllerTest")
    say("[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.096 s -- in billing.web.InvoiceControllerTest")
    if (tests > 6) say("[INFO] Running billing.web.InvoiceCsvTest")
    if (failed) {
      for (i = 0; used < size - 2450; i++)
        say(sprintf("10:00:%02d.%03d [main] DEBUG billing.web.Router - GET /invoices.csv matched route %d of 7, invoice 2026-%04d, customer C-%d, %d columns", i / 60 % 60, i * 7 % 1000, i % 7 + 1, i % 9999 + 1, 100 + i % 9, 9))
      say("[ERROR] Tests run: 4, Failures: 2, Errors: 0, Skipped: 0, Time elapsed: 0.212 s <<< FAILURE! -- in billing.web.InvoiceCsvTest")
      say("[ERROR] billing.web.InvoiceCsvTest.quotesInNamesAreDoubled -- Time elapsed: 0.004 s <<< FAILURE!")
      say("org.opentest4j.AssertionFailedError: expected: <\"Harbour \"\"North\"\" Ltd\"> but was: <\"Harbour \"North\" Ltd\">")
      trace("quotesInNamesAreDoubled(InvoiceCsvTest.java:34")
      say("")
      say("[ERROR] billing.web.InvoiceCsvTest.theExportIsServed -- Time elapsed: 0.009 s <<< FAILURE!")
      say("org.opentest4j.AssertionFailedError: expected: <3> but was: <4>")
      trace("theExportIsServed(InvoiceCsvTest.java:47")
      say("")
    } else if (tests > 6)
      say("[INFO] Tests run: 4, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.087 s -- in billing.web.InvoiceCsvTest")
    say("[INFO] ")
    say("[INFO] Results:")
    say("[INFO] ")
    if (failed) {
      say("[ERROR] Failures: ")
      say("[ERROR]   InvoiceCsvTest.quotesInNamesAreDoubled:34 expected: <\"Harbour \"\"North\"\" Ltd\"> but was: <\"Harbour \"North\" Ltd\">")
      say("[ERROR]   InvoiceCsvTest.theExportIsServed:47 expected: <3> but was: <4>")
      say("[INFO] ")
    }
    say(sprintf("[%s] Tests run: %d, Failures: %d, Errors: 0, Skipped: 0", failed ? "ERROR" : "INFO", tests, failed))
    say("[INFO] ")
    say(rule)
    say("[INFO] BUILD " (failed ? "FAILURE" : "SUCCESS"))
    say(rule)
    if (failed) {
      say("[ERROR] Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin:3.5.2:test (default-test) on project billing: There are test failures.")
      say("[ERROR] ")
      last = "[ERROR] Re-run Maven using the -X switch to enable full debug logging."
      while (used + 80 < size - length(last) - 1) say("[ERROR] See target/surefire-reports for the individual test results.")
      gap = size - used - length(last) - 2
      say(sprintf("%" gap "s", ""))
      say(last)
    }
    exit failed ? 1 : 0
  }'
