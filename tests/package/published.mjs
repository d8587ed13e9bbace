// @ts-check
// Values against the types that the package publishes. The types are read by the compiler from the package's own `.d.ts`, so
// whatever operation is added is known here without a word.
import path from 'node:path';
import ts from 'typescript';
import { root } from '../../scripts/lib/paths.mjs';

/** What is imported is found from here. */
const file = path.join(root, 'tests', 'package', 'published.virtual.ts');
const text = `import type { Client, Providers } from 'kontragent';
export declare const client: Client;
export declare const providers: Required<Providers>;
`;

const options = {
  strict: true,
  // An optional member is absent or has its type; it is never there and undefined.
  exactOptionalPropertyTypes: true,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: [],
  noEmit: true,
};

const open = () => {
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, language, ...rest) =>
    name === file ? ts.createSourceFile(name, text, language) : getSourceFile.call(host, name, language, ...rest);
  host.fileExists = (name) => name === file || fileExists.call(host, name);
  host.readFile = (name) => (name === file ? text : readFile.call(host, name));
  const program = ts.createProgram([file], options, host);
  const wrong = ts.getPreEmitDiagnostics(program);
  if (wrong.length) throw new Error(ts.formatDiagnostics(wrong, { getCanonicalFileName: String, getCurrentDirectory: () => root, getNewLine: () => '\n' }));
  const source = program.getSourceFile(file);
  const symbol = source && program.getTypeChecker().getSymbolAtLocation(source);
  if (!symbol) throw new Error('the virtual file is no module');
  return { program, checker: program.getTypeChecker(), module: symbol };
};

const { program, checker, module } = open();
const [client, providers] = checker.getExportsOfModule(module).map((symbol) => checker.getTypeOfSymbol(symbol));
if (!client || !providers) throw new Error('the virtual file exports nothing');

/** @param {ts.Type} type @param {string} name */
const member = (type, name) => {
  const symbol = type.getProperty(name);
  if (!symbol) throw new Error(`${checker.typeToString(type)} has no ${name}`);
  return checker.getTypeOfSymbol(symbol);
};

/** @param {ts.Type} type @param {ts.TypeFlags} flags */
const is = (type, flags) => (type.flags & flags) !== 0;

/** @param {ts.Type} type */
const signatures = (type) => {
  const found = type.getCallSignatures();
  if (!found.length) throw new Error(`${checker.typeToString(type)} cannot be called`);
  return found;
};

/** @param {ts.Type} type  of a promise @returns {ts.Type} */
const awaited = (type) => checker.getAwaitedType(type) ?? type;

const isOptional = (/** @type {ts.Symbol} */ symbol) => (symbol.flags & ts.SymbolFlags.Optional) !== 0;

/**
 * Options for asking every provider directly, each text of them being `text(provider)`.
 * @param {(provider: string) => string} text
 */
export const credentials = (text) =>
  Object.fromEntries(providers.getProperties().map((provider) => {
    const options = checker.getNonNullableType(checker.getTypeOfSymbol(provider)).getProperties();
    return [provider.name, Object.fromEntries(options.filter((symbol) => !isOptional(symbol)).map(({ name }) => [name, text(provider.name)]))];
  }));

/**
 * @typedef {object} Method
 * @property {string} provider
 * @property {string} name
 * @property {string[]} params  the names of its parameters
 * @property {boolean} free     it has none: it takes a path, and anything
 * @property {boolean} waits    it asks another of the methods until that is ready
 * @property {string[]} parts   the methods that it has itself
 */

/**
 * The methods of every provider.
 * @returns {Method[]}
 */
export const methods = () =>
  client.getProperties().flatMap((provider) =>
    checker.getTypeOfSymbol(provider).getProperties().map((method) => {
      const type = checker.getTypeOfSymbol(method);
      const first = signatures(type).at(-1)?.getParameters()[0];
      const given = first && checker.getNonNullableType(checker.getTypeOfSymbol(first));
      const free = given !== undefined && is(given, ts.TypeFlags.String);
      return {
        provider: provider.name,
        name: method.name,
        params: free ? [] : (given?.getProperties() ?? []).map((symbol) => symbol.name),
        free,
        waits: type.symbol?.name === 'WaitMethod',
        parts: type.getProperties().map((symbol) => symbol.name),
      };
    }),
  );

/**
 * What a method gives when it is called without special wishes: the last of its overloads.
 * @param {string} provider @param {string} name
 */
export const answerOf = (provider, name) => {
  const signature = signatures(member(member(client, provider), name)).at(-1);
  if (!signature) throw new Error(`${provider}.${name}`);
  return awaited(signature.getReturnType());
};

/**
 * What `pages`, `all` or another part of a method gives; of a generator one of what it yields.
 * @param {string} provider @param {string} name @param {string} part
 */
export const partOf = (provider, name, part) => {
  const signature = signatures(member(member(member(client, provider), name), part)).at(-1);
  if (!signature) throw new Error(`${provider}.${name}.${part}`);
  const given = signature.getReturnType();
  const yielded = given.symbol?.name === 'AsyncGenerator' ? checker.getTypeArguments(/** @type {ts.TypeReference} */ (given))[0] : undefined;
  return yielded ?? awaited(given);
};

/** A class, of ours or of the platform: the value must be an instance. @param {ts.Type} type */
const className = (type) => {
  const declarations = type.symbol?.getDeclarations() ?? [];
  const isClass = declarations.some((each) =>
    ts.isClassDeclaration(each) || (ts.isInterfaceDeclaration(each) && program.isSourceFileDefaultLibrary(each.getSourceFile())));
  return isClass ? type.symbol.name : undefined;
};

/** @param {unknown} value @param {string} name */
const isInstance = (value, name) => {
  for (let at = Object(value); at; at = Object.getPrototypeOf(at)) if (at.constructor?.name === name) return true;
  return false;
};

/** @param {unknown} value */
const shown = (value) => (value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value);

/**
 * A place in a value that has a type of its own.
 * @typedef {{ path: (string | number)[], type: ts.Type, optional: boolean }} Place
 */

/**
 * What is wrong with a value, each with its path; nothing when it has the type.
 * @param {unknown} value
 * @param {ts.Type} type
 * @param {(place: Place) => void} [visit]  is told every place that is looked at
 * @returns {string[]}
 */
export const problems = (value, type, visit) => {
  /** @type {string[]} */
  const found = [];
  check(value, type, { path: [], found, ...(visit && { visit }) });
  return found;
};

/** @param {unknown} value @param {string} name @returns {unknown} */
const memberOf = (value, name) => Reflect.get(Object(value), name);

/** @typedef {{ path: (string | number)[], found: string[], visit?: (place: Place) => void }} At */

/** @param {unknown} value @param {ts.Type} type @param {At} at @returns {void} */
const check = (value, type, at) => {
  const say = (/** @type {string} */ what) => void at.found.push(`${at.path.join('.') || '(value)'}: ${what}, expected ${checker.typeToString(type)}`);
  const expect = (/** @type {boolean} */ right) => (right ? undefined : say(shown(value)));
  if (is(type, ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return;
  if (is(type, ts.TypeFlags.Instantiable)) {
    // It depends on the question: what is known of it whatever that is.
    const known = checker.getBaseConstraintOfType(type);
    return known && check(value, known, at);
  }
  if (is(type, ts.TypeFlags.Boolean)) return expect(typeof value === 'boolean');
  if (type.isUnion()) {
    const fits = type.types.some((each) => problems(value, each).length === 0);
    // Told in detail if there is but one that it can be meant to be.
    const objects = type.types.filter((each) => is(each, ts.TypeFlags.Object));
    if (fits) return;
    if (objects.length === 1 && objects[0] && typeof value === 'object' && value !== null) return check(value, objects[0], at);
    return say(shown(value));
  }
  if (type.isStringLiteral() || type.isNumberLiteral()) return expect(value === type.value);
  if (is(type, ts.TypeFlags.BooleanLiteral)) return expect(String(value) === checker.typeToString(type) && typeof value === 'boolean');
  if (is(type, ts.TypeFlags.String)) return expect(typeof value === 'string');
  if (is(type, ts.TypeFlags.Number)) return expect(typeof value === 'number' && Number.isFinite(value));
  if (is(type, ts.TypeFlags.Undefined | ts.TypeFlags.Void)) return expect(value === undefined);
  if (is(type, ts.TypeFlags.Null)) return expect(value === null);
  // `string & {}`, which keeps a union of literals open.
  if (type.isIntersection()) return type.types.forEach((each) => check(value, each, at));
  if (!is(type, ts.TypeFlags.Object)) throw new Error(`no rule for ${checker.typeToString(type)} at ${at.path.join('.')}`);
  if (checker.isArrayType(type)) {
    const item = checker.getTypeArguments(/** @type {ts.TypeReference} */ (type))[0];
    if (!Array.isArray(value) || !item) return say(shown(value));
    return value.forEach((each, index) => check(each, item, enter(at, index, item, false)));
  }
  const name = className(type);
  if (name) return expect(isInstance(value, name));
  const members = type.getProperties();
  const indexed = type.getStringIndexType();
  if (!members.length && !indexed) return expect(value !== null && value !== undefined);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return say(shown(value));
  for (const symbol of members) {
    const optional = isOptional(symbol);
    const declared = checker.getTypeOfSymbol(symbol);
    // The compiler says of an optional member that it may be undefined; there, it never is.
    const inner = optional ? checker.getNonNullableType(declared) : declared;
    if (Object.hasOwn(value, symbol.name)) check(memberOf(value, symbol.name), inner, enter(at, symbol.name, inner, optional));
    else if (!optional) at.found.push(`${[...at.path, symbol.name].join('.')}: missing, expected ${checker.typeToString(inner)}`);
  }
  if (indexed) {
    for (const name of Object.keys(value)) if (!type.getProperty(name)) check(memberOf(value, name), indexed, enter(at, name, indexed, true));
  }
};

/** @param {At} at @param {string | number} step @param {ts.Type} type @param {boolean} optional @returns {At} */
const enter = (at, step, type, optional) => {
  const path = [...at.path, step];
  at.visit?.({ path, type, optional });
  return { ...at, path };
};

/**
 * A value that is certainly none of that type; `undefined` when every value is.
 * @param {ts.Type} type
 */
export const wrongFor = (type) => {
  if (is(type, ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Instantiable)) return undefined;
  const strings = type.isUnion() ? type.types.some((each) => each.isStringLiteral() || is(each, ts.TypeFlags.String)) : is(type, ts.TypeFlags.String);
  return strings ? 7 : 'wrong';
};
