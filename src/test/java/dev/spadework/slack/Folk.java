package dev.spadework.slack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** In front of the stand-in: people, groups and channels of kinds that a test wants to meet. */
final class Folk implements Filter {
  private static final int PAGE = 2;

  private final Map<String, ObjectNode> people = new ConcurrentHashMap<>();
  private final Map<String, List<String>> groups = new ConcurrentHashMap<>();
  private final Map<String, String> handles = new ConcurrentHashMap<>();
  private final Map<String, List<String>> channels = new ConcurrentHashMap<>();
  private final Map<String, String> names = new ConcurrentHashMap<>();
  final AtomicInteger pages = new AtomicInteger();
  volatile boolean away;

  /** Somebody, as {@code users.info} has them. */
  ObjectNode person(String id, String name) {
    ObjectNode person = node();
    person.put("id", id).put("name", name).put("team_id", "T0DESK");
    person.putObject("profile").put("display_name", name);
    people.put(id, person);
    return person;
  }

  void group(String id, String handle, String... members) {
    handles.put(id, handle);
    groups.put(id, List.of(members));
  }

  void channel(String id, String name, String... members) {
    names.put(id, name);
    channels.put(id, List.of(members));
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Reread reread = new Reread((HttpServletRequest) request);
    Optional<ObjectNode> answer = answer(reread);
    if (answer.isEmpty()) {
      chain.doFilter(reread, response);
      return;
    }
    response.setContentType("application/json");
    response.getWriter().write(answer.get().toString());
  }

  private Optional<ObjectNode> answer(Reread request) {
    String method = request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
    boolean asksOfPeople =
        method.matches("users\\.info|usergroups.*|conversations\\.(members|list)");
    if (away && asksOfPeople) {
      return Optional.of(node().put("ok", false).put("error", "internal_error"));
    }
    return switch (method) {
      case "users.info" ->
          Optional.ofNullable(people.get(request.field("user")))
              .map(person -> ok().<ObjectNode>set("user", person));
      case "usergroups.users.list" ->
          Optional.ofNullable(groups.get(request.field("usergroup")))
              .map(
                  members -> {
                    ObjectNode ok = ok();
                    members.forEach(ok.putArray("users")::add);
                    return ok;
                  });
      case "usergroups.list" -> handles.isEmpty() ? Optional.empty() : Optional.of(handles());
      case "conversations.list" -> names.isEmpty() ? Optional.empty() : Optional.of(list());
      case "conversations.members" ->
          Optional.ofNullable(channels.get(request.field("channel")))
              .map(members -> page(members, request.field("cursor")));
      default -> Optional.empty();
    };
  }

  private ObjectNode handles() {
    ObjectNode ok = ok();
    ArrayNode all = ok.putArray("usergroups");
    handles.forEach((id, handle) -> all.addObject().put("id", id).put("handle", handle));
    return ok;
  }

  private ObjectNode list() {
    ObjectNode ok = ok();
    ArrayNode all = ok.putArray("channels");
    names.forEach((id, name) -> all.addObject().put("id", id).put("name", name));
    return ok;
  }

  /** Small pages, so that whoever reads only the first is found out. */
  private ObjectNode page(List<String> members, String cursor) {
    pages.incrementAndGet();
    int from = cursor == null || cursor.isEmpty() ? 0 : Integer.parseInt(cursor);
    int to = Math.min(from + PAGE, members.size());
    ObjectNode ok = ok();
    members.subList(from, to).forEach(ok.putArray("members")::add);
    ok.putObject("response_metadata").put("next_cursor", to < members.size() ? "" + to : "");
    return ok;
  }

  /** A request whose body the next one can read too. */
  private static final class Reread extends HttpServletRequestWrapper {
    private final byte[] body;

    Reread(HttpServletRequest request) throws IOException {
      super(request);
      body = request.getInputStream().readAllBytes();
    }

    String field(String name) {
      for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
        if (pair.startsWith(name + "=")) {
          return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
        }
      }
      return "";
    }

    @Override
    public ServletInputStream getInputStream() {
      ByteArrayInputStream bytes = new ByteArrayInputStream(body);
      return new ServletInputStream() {
        @Override
        public int read() {
          return bytes.read();
        }

        @Override
        public boolean isFinished() {
          return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
          throw new IllegalStateException("read as it comes");
        }
      };
    }
  }

  private static ObjectNode ok() {
    return node().put("ok", true);
  }

  private static ObjectNode node() {
    return new ObjectMapper().createObjectNode();
  }
}
