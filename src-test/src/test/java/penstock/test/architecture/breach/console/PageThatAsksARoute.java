package penstock.test.architecture.breach.console;

import penstock.test.architecture.breach.routes.RouteThatCheats;

/** A page that calls a route. */
public final class PageThatAsksARoute {

    public String ask(RouteThatCheats route) {
        return route.toString();
    }
}
