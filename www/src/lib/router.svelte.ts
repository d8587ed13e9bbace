import { formatRoute, parseRoute, type Route } from './route';

/** Where the visitor is, by the address's hash, so that links and the Back button work. */
class Router {
  route = $state.raw<Route>(parseRoute(location.hash));
  /** Where the visitor last was in the company view, to come back to it from the others. */
  company = $state.raw<Route>({ view: 'company' });

  constructor() {
    this.#arrive();
    addEventListener('hashchange', () => this.#arrive());
  }

  /** Goes there, as following a link would; says whether that is another place. */
  go(route: Route): boolean {
    const hash = formatRoute(route);
    if (location.hash === hash) return false;
    location.hash = hash;
    return true;
  }

  #arrive(): void {
    this.route = parseRoute(location.hash);
    if (this.route.view === 'company') this.company = this.route;
  }
}

export const router = new Router();
