package countersign;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Spring Authorization Server on a free loopback port, with clients that are registered while it runs:
 *
 * <pre>
 * PUT /control/clients/{client id}  {"certificate": PEM, "secret", "method", "algorithm", "scope", "grant"}
 * </pre>
 *
 * The first line on stdout is JSON: {"issuer", "token_endpoint", "control"}.
 */
@SpringBootApplication
@RestController
public class Server implements RegisteredClientRepository {
  private final Map<String, RegisteredClient> clients = new ConcurrentHashMap<>();
  private final Map<String, JWK> keys = new ConcurrentHashMap<>();
  private volatile String address;

  public static void main(String[] arguments) {
    SpringApplication.run(
        Server.class,
        "--server.port=0",
        "--server.address=127.0.0.1",
        "--spring.main.banner-mode=off",
        "--logging.level.root=OFF");
  }

  @EventListener
  void started(ServletWebServerInitializedEvent event) {
    address = "http://127.0.0.1:" + event.getWebServer().getPort();
    System.out.printf(
        "{\"issuer\":\"%1$s\",\"token_endpoint\":\"%1$s/oauth2/token\",\"control\":\"%1$s/control\"}%n", address);
  }

  @Bean
  @Order(1)
  SecurityFilterChain protocol(HttpSecurity http) throws Exception {
    OAuth2AuthorizationServerConfigurer server = OAuth2AuthorizationServerConfigurer.authorizationServer();
    return http.securityMatcher(server.getEndpointsMatcher())
        .with(server, Customizer.withDefaults())
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain control(HttpSecurity http) throws Exception {
    return http.csrf(csrf -> csrf.disable())
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  @Bean
  JWKSource<SecurityContext> signingKey() throws Exception {
    RSAKey key = new RSAKeyGenerator(2048).keyID("test").generate();
    return new ImmutableJWKSet<>(new JWKSet(key));
  }

  @Bean
  AuthorizationServerSettings settings() {
    return AuthorizationServerSettings.builder().build();
  }

  /** The keys of a client, where the server fetches them. */
  @GetMapping("/control/keys/{id}")
  Map<String, Object> keys(@PathVariable("id") String id) {
    JWK key = keys.get(id);
    return (key == null ? new JWKSet() : new JWKSet(key)).toJSONObject();
  }

  @PutMapping("/control/clients/{id}")
  void register(@PathVariable("id") String id, @RequestBody Map<String, String> said) throws Exception {
    if (said.get("certificate") != null) {
      keys.put(id, JWK.parseFromPEMEncodedX509Cert(said.get("certificate")));
    }
    RegisteredClient.Builder client =
        RegisteredClient.withId(id)
            .clientId(id)
            .clientIdIssuedAt(Instant.now())
            .clientAuthenticationMethod(new ClientAuthenticationMethod(said.get("method")))
            .authorizationGrantType(new AuthorizationGrantType(said.get("grant")))
            .redirectUri("http://127.0.0.1:1/unused")
            .clientSettings(settingsOf(id, said));
    for (String scope : said.get("scope").split(" ")) {
      client.scope(scope);
    }
    if (said.get("secret") != null) {
      client.clientSecret("{noop}" + said.get("secret"));
    }
    if (said.get("secret_ended") != null) {
      client.clientSecretExpiresAt(Instant.now().minusSeconds(3600));
    }
    save(client.build());
  }

  private ClientSettings settingsOf(String id, Map<String, String> said) {
    ClientSettings.Builder settings = ClientSettings.builder().jwkSetUrl(address + "/control/keys/" + id);
    return settings
        .tokenEndpointAuthenticationSigningAlgorithm(SignatureAlgorithm.from(said.get("algorithm")))
        .build();
  }

  @Override
  public void save(RegisteredClient client) {
    clients.put(client.getClientId(), client);
  }

  @Override
  public RegisteredClient findById(String id) {
    return clients.get(id);
  }

  @Override
  public RegisteredClient findByClientId(String id) {
    return clients.get(id);
  }
}
