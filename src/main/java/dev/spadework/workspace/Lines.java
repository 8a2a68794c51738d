package dev.spadework.workspace;

import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.diff.SequenceComparator;

/**
 * Which lines differ, in bounded time: the algorithms take the square of the number of lines where
 * files were made for that. Long files get the one that gives up on lines that are everywhere, and
 * after so many of them, or where one is longer still, a file is shown as replaced from the first
 * line that differs to the last. The same trees always give the same diff.
 */
final class Lines extends DiffAlgorithm {
  /** Of both files together. */
  private static final int FEW = 20_000;

  private static final int MOST = 60_000;

  /** Of all long files of one diff. */
  private static final int MOST_TOGETHER = 600_000;

  private final HistogramDiff usual = new HistogramDiff();
  private final HistogramDiff quick = new HistogramDiff();
  private long spent;

  Lines() {
    quick.setFallbackAlgorithm(null);
  }

  @Override
  public <S extends Sequence> EditList diff(SequenceComparator<? super S> compare, S a, S b) {
    Edit region = new Edit(0, a.size(), 0, b.size());
    region = compare.reduceCommonStartEnd(a, b, region);
    int lines = region.getLengthA() + region.getLengthB();
    if (lines <= FEW) {
      return usual.diff(compare, a, b);
    }
    spent += lines;
    if (lines <= MOST && spent <= MOST_TOGETHER) {
      return quick.diff(compare, a, b);
    }
    return EditList.singleton(region);
  }

  @Override
  public <S extends Sequence> EditList diffNonCommon(
      SequenceComparator<? super S> compare, S a, S b) {
    return usual.diffNonCommon(compare, a, b);
  }
}
