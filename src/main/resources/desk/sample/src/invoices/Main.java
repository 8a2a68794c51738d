package invoices;

import invoices.text.InvoicePage;
import invoices.text.InvoiceTable;
import invoices.text.Statement;
import invoices.web.Routes;
import invoices.web.Web;

/** The command line. */
public final class Main {
  private static final String USAGE =
      """
      usage: list | show NUMBER | statement CUSTOMER | serve PORT
      """;

  private Main() {}

  public static void main(String[] args) throws Exception {
    if (args.length == 2 && args[0].equals("serve")) {
      Web.serve(Integer.parseInt(args[1]), new Routes(Demo.ledger()));
    } else {
      System.out.print(answer(Demo.ledger(), args));
    }
  }

  /** What the program prints for these arguments. */
  static String answer(Ledger ledger, String... args) {
    String command = args.length == 0 ? "" : args[0];
    if (command.equals("list") && args.length == 1) {
      return InvoiceTable.of(ledger.all());
    }
    if (command.equals("show") && args.length == 2) {
      return ledger
          .find(Integer.parseInt(args[1]))
          .map(InvoicePage::of)
          .orElse("There is no invoice " + args[1] + ".\n");
    }
    if (command.equals("statement") && args.length == 2) {
      return Statement.of(ledger.of(Integer.parseInt(args[1])));
    }
    return USAGE;
  }
}
