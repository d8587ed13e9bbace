/** How long the parts of an answer took, for `Server-Timing`. The platform's clock moves only while something is waited for. */
export class Timings {
  #parts = '';

  /** Waits, and remembers how long. */
  async of<T>(name: string, work: Promise<T>): Promise<T> {
    const from = Date.now();
    try {
      return await work;
    } finally {
      this.since(name, from);
    }
  }

  /** Remembers how long it took from then until now. */
  since(name: string, from: number): void {
    this.#parts += `${name};dur=${Date.now() - from}, `;
  }

  header(totalMs: number): string {
    return `${this.#parts}total;dur=${totalMs}`;
  }
}
