/** What screen readers are told, politely: the text of the one live region of the page. */
class Announcer {
  text = $state('');

  /** Says it, also when it was the last thing said. */
  say(text: string): void {
    this.text = '';
    setTimeout(() => {
      this.text = text;
    }, 50);
  }

  /** Says it when nothing newer has come for a while; gives what calls it off. */
  later(text: string): () => void {
    const timer = setTimeout(() => this.say(text), 1000);
    return () => clearTimeout(timer);
  }
}

export const announcer = new Announcer();
