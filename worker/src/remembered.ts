// What follows from a thing and a name, and does not change while the thing is there.

/** Makes it the first time that it is asked for, and forgets it with the thing. */
export const remembered = <Thing extends object, Made>(): ((thing: Thing, name: string, make: () => Made) => Made) => {
  const known = new WeakMap<Thing, Map<string, Made>>();
  return (thing, name, make) => {
    let byName = known.get(thing);
    if (!byName) known.set(thing, (byName = new Map()));
    let made = byName.get(name);
    if (made === undefined) byName.set(name, (made = make()));
    return made;
  };
};
