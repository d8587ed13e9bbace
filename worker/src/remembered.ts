// What follows from a thing and a name, and does not change while the thing is there.

/** What was made of a thing under a name; the first time, it is made. */
export type Remembered<Thing extends object, Made> = (thing: Thing, name: string, make: () => Made) => Made;

/** Makes it the first time that it is asked for, and forgets it with the thing. */
export const remembered = <Thing extends object, Made>(): Remembered<Thing, Made> => {
  const known = new WeakMap<Thing, Map<string, Made>>();
  return (thing, name, make) => {
    let byName = known.get(thing);
    if (!byName) known.set(thing, (byName = new Map()));
    let made = byName.get(name);
    if (made === undefined) byName.set(name, (made = make()));
    return made;
  };
};
