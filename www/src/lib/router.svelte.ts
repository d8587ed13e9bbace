import { formatRoute, parseRoute, type Route } from './route';

/** Where the visitor is, by the address's hash, so that links and the Back button work. */
class Router {
  route = $state.raw<Route>(parseRoute(location.hash));

  constructor() {
    addEventListener('hashchange', () => {
      this.route = parseRoute(location.hash);
    });
  }

  /** Goes there, as following a link would. Going where one is already is news too. */
  go(route: Route): void {
    const hash = formatRoute(route);
    if (location.hash === hash) this.route = route;
    else location.hash = hash;
  }
}

export const router = new Router();
