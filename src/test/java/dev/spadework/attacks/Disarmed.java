package dev.spadework.attacks;

import java.lang.instrument.Instrumentation;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * One defence of the product, switched off while this is open. The product has no such switch: a
 * method's code is replaced in this process, by the JVM's own means for agents.
 */
public final class Disarmed implements AutoCloseable {
  private static final Map<String, Instead> INSTEAD = new ConcurrentHashMap<>();

  /** What a method does while its defence is off. */
  @FunctionalInterface
  public interface Instead {
    /** Returned to have the method do what it always does. */
    Object AS_EVER = new Object();

    /**
     * The answer.
     *
     * @param self the object it is called on; null for a static method
     * @return what the method is to return, or {@link #AS_EVER}
     */
    Object answer(Object self, Object[] arguments) throws Throwable;
  }

  private final String where;
  private final Instrumentation instrumentation;
  private final ResettableClassFileTransformer transformer;

  private Disarmed(
      String where, Instrumentation instrumentation, ResettableClassFileTransformer transformer) {
    this.where = where;
    this.instrumentation = instrumentation;
    this.transformer = transformer;
  }

  /**
   * Switches off.
   *
   * @param where class and method, such as {@code dev.spadework.agent.DiffCheck#of}; all methods of
   *     that name
   */
  public static Disarmed of(String where, Instead instead) throws ClassNotFoundException {
    String type = where.substring(0, where.indexOf('#'));
    String method = where.substring(where.indexOf('#') + 1);
    // Loaded now, so that a name that is wrong is told here.
    Class<?> guarded = Class.forName(type);
    if (Arrays.stream(guarded.getDeclaredMethods())
        .noneMatch(each -> each.getName().equals(method))) {
      throw new IllegalArgumentException("there is no method " + where);
    }
    Instrumentation instrumentation = ByteBuddyAgent.install();
    INSTEAD.put(where, instead);
    ResettableClassFileTransformer transformer =
        new AgentBuilder.Default()
            .disableClassFormatChanges()
            .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
            .type(ElementMatchers.named(type))
            .transform(
                (builder, description, loader, module, domain) ->
                    builder.visit(Advice.to(Skip.class).on(ElementMatchers.named(method))))
            .installOn(instrumentation);
    return new Disarmed(where, instrumentation, transformer);
  }

  @Override
  public void close() {
    transformer.reset(instrumentation, AgentBuilder.RedefinitionStrategy.RETRANSFORMATION);
    INSTEAD.remove(where);
  }

  /** Called by the code that {@link Skip} puts into the method. */
  public static Object answer(String type, String method, Object self, Object[] arguments)
      throws Throwable {
    Instead instead = INSTEAD.get(type + "#" + method);
    return instead == null ? Instead.AS_EVER : instead.answer(self, arguments);
  }

  /** The method's own code runs only where the answer is {@link Instead#AS_EVER}. */
  private static final class Skip {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static Object[] enter(
        @Advice.Origin("#t") String type,
        @Advice.Origin("#m") String method,
        @Advice.This(optional = true) Object self,
        @Advice.AllArguments Object[] arguments)
        throws Throwable {
      Object answer = Disarmed.answer(type, method, self, arguments);
      return answer == Instead.AS_EVER ? null : new Object[] {answer};
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.Enter Object[] answer,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object returned) {
      if (answer != null) {
        returned = answer[0];
      }
    }
  }
}
