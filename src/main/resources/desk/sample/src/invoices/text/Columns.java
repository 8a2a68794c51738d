package invoices.text;

import java.util.List;

/** Rows of text as columns that line up; the last column is set to the right. */
final class Columns {
  private Columns() {}

  static String of(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] width = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        width[i] = Math.max(width[i], row.get(i).length());
      }
    }
    StringBuilder out = new StringBuilder();
    for (List<String> row : rows) {
      for (int i = 0; i < columns - 1; i++) {
        out.append(row.get(i)).append(" ".repeat(width[i] - row.get(i).length() + 2));
      }
      String last = row.get(columns - 1);
      out.append(" ".repeat(width[columns - 1] - last.length())).append(last).append('\n');
    }
    return out.toString();
  }
}
