package penstock.bench.gateway;

import java.lang.reflect.Method;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import penstock.routes.app.Gateway;

/**
 * The anchor: reads a body and answers it, behind the same connector, filters and dispatcher as a webhook. Only a
 * benchmark's gateway has it.
 */
public final class Echo {

    /** Below the webhooks, so that the access filter lets it pass as it lets them. */
    static final String PATH = "/webhooks/echo";

    private Echo() {}

    /** Answers the same bytes. */
    @ResponseBody
    public byte[] answer(@RequestBody byte[] body) {
        return body;
    }

    /** Adds the echo to a running gateway. */
    static void addTo(Gateway gateway) throws NoSuchMethodException {
        RequestMappingHandlerMapping mappings = gateway.service(RequestMappingHandlerMapping.class);
        Method answer = Echo.class.getMethod("answer", byte[].class);
        mappings.registerMapping(
                RequestMappingInfo.paths(PATH)
                        .methods(RequestMethod.POST)
                        .options(mappings.getBuilderConfiguration())
                        .build(),
                new Echo(),
                answer);
    }
}
