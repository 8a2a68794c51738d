package dev.spadework.context;

import java.util.List;

/**
 * A conditional logit (McFadden, 1974): which of the choices of each case was taken, as a softmax
 * of a weighted sum. Fitted by Newton's method with a ridge penalty, on standardised values.
 */
final class Logit {
  private static final double RIDGE = 5;
  private static final int STEPS = 20;

  /** A step that gains less is the last one. */
  private static final double ENOUGH = 0.05;

  /**
   * One case.
   *
   * @param values of each choice
   * @param shares how much of what was taken each choice is; together at most 1
   */
  record Case(double[][] values, double[] shares) {
    double share() {
      double sum = 0;
      for (double each : shares) {
        sum += each;
      }
      return sum;
    }
  }

  private Logit() {}

  static double[] fit(List<Case> cases) {
    int size = cases.get(0).values[0].length;
    double[] mean = new double[size];
    double[] spread = new double[size];
    double rows = cases.stream().mapToInt(c -> c.values.length).sum();
    for (Case each : cases) {
      for (double[] row : each.values) {
        for (int j = 0; j < size; j++) {
          mean[j] += row[j] / rows;
        }
      }
    }
    for (Case each : cases) {
      for (double[] row : each.values) {
        for (int j = 0; j < size; j++) {
          spread[j] += (row[j] - mean[j]) * (row[j] - mean[j]) / rows;
        }
      }
    }
    for (int j = 0; j < size; j++) {
      spread[j] = Math.sqrt(spread[j]) + 1e-9;
    }
    double[] beta = new double[size];
    double now = loss(cases, beta, spread);
    boolean near = false;
    for (int step = 0; step < STEPS && !near; step++) {
      double[] move = move(cases, beta, spread);
      // Halved until it is better: far from the best, the curve is not what it looks like.
      for (double length = 1; length > 1e-3; length /= 2) {
        double[] next = beta.clone();
        for (int j = 0; j < size; j++) {
          next[j] += length * move[j];
        }
        double loss = loss(cases, next, spread);
        if (loss < now) {
          near = now - loss < ENOUGH;
          beta = next;
          now = loss;
          break;
        }
      }
    }
    for (int j = 0; j < size; j++) {
      beta[j] /= spread[j];
    }
    return beta;
  }

  private static double[] chances(Case each, double[] beta, double[] spread) {
    double[] chances = new double[each.values.length];
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < chances.length; i++) {
      for (int j = 0; j < beta.length; j++) {
        chances[i] += beta[j] * each.values[i][j] / spread[j];
      }
      most = Math.max(most, chances[i]);
    }
    double sum = 0;
    for (int i = 0; i < chances.length; i++) {
      chances[i] = Math.exp(chances[i] - most);
      sum += chances[i];
    }
    for (int i = 0; i < chances.length; i++) {
      chances[i] /= sum;
    }
    return chances;
  }

  private static double loss(List<Case> cases, double[] beta, double[] spread) {
    double loss = 0;
    for (double each : beta) {
      loss += RIDGE / 2 * each * each;
    }
    for (Case each : cases) {
      double[] chances = chances(each, beta, spread);
      for (int i = 0; i < chances.length; i++) {
        loss -= each.shares[i] > 0 ? each.shares[i] * Math.log(chances[i] + 1e-300) : 0;
      }
    }
    return loss;
  }

  private static double[] move(List<Case> cases, double[] beta, double[] spread) {
    int size = beta.length;
    double[] gradient = new double[size];
    double[][] curve = new double[size][size];
    for (Case each : cases) {
      double[] chances = chances(each, beta, spread);
      double share = each.share();
      double[] centre = new double[size];
      double[] z = new double[size];
      for (int i = 0; i < chances.length; i++) {
        for (int j = 0; j < size; j++) {
          z[j] = each.values[i][j] / spread[j];
          centre[j] += chances[i] * z[j];
          gradient[j] += (each.shares[i] - share * chances[i]) * z[j];
        }
        if (chances[i] > 1e-6) {
          for (int j = 0; j < size; j++) {
            double factor = share * chances[i] * z[j];
            for (int k = 0; k <= j; k++) {
              curve[j][k] += factor * z[k];
            }
          }
        }
      }
      for (int j = 0; j < size; j++) {
        for (int k = 0; k <= j; k++) {
          curve[j][k] -= share * centre[j] * centre[k];
        }
      }
    }
    for (int j = 0; j < size; j++) {
      gradient[j] -= RIDGE * beta[j];
      curve[j][j] += RIDGE;
      for (int k = 0; k < j; k++) {
        curve[k][j] = curve[j][k];
      }
    }
    return solve(curve, gradient);
  }

  /** Gauss' elimination; the matrix is positive definite, so no pivot is zero. */
  private static double[] solve(double[][] matrix, double[] right) {
    int size = right.length;
    for (int i = 0; i < size; i++) {
      for (int j = i + 1; j < size; j++) {
        double factor = matrix[j][i] / matrix[i][i];
        for (int k = i; k < size; k++) {
          matrix[j][k] -= factor * matrix[i][k];
        }
        right[j] -= factor * right[i];
      }
    }
    double[] x = new double[size];
    for (int i = size - 1; i >= 0; i--) {
      double sum = right[i];
      for (int k = i + 1; k < size; k++) {
        sum -= matrix[i][k] * x[k];
      }
      x[i] = sum / matrix[i][i];
    }
    return x;
  }
}
