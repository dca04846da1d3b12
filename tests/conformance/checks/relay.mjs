// The conventions of graphql/schema.graphql: Relay's connections and nodes, one input and typed errors for mutations, descriptions everywhere.
import { buildSchema, isEnumType, isInputObjectType, isInterfaceType, isIntrospectionType, isObjectType, isScalarType, isSpecifiedScalarType } from 'graphql';
import { diff, CriticalityLevel } from '@graphql-inspector/core';
import { readFile } from 'node:fs/promises';
import { none } from './report.mjs';
import { serverSchema } from './server.mjs';
import { root, schemaPath } from './repository.mjs';

export async function relay({ check, skip }, { url, headers }) {
  const text = await readFile(new URL(schemaPath, root), 'utf8').catch(() => null);
  if (text === null) skip(`${schemaPath} is what the server serves`, 'the file is not there; the schema that the server tells is checked instead');
  const schema = text === null ? await serverSchema(url, headers) : buildSchema(text);
  const types = Object.values(schema.getTypeMap()).filter(type => !isIntrospectionType(type) && !isSpecifiedScalarType(type));
  const composite = types.filter(type => isObjectType(type) || isInterfaceType(type));
  const fields = composite.flatMap(type => Object.values(type.getFields()).map(field => ({ type, field, path: `${type.name}.${field.name}` })));
  const typeOf = (type, name) => String(type?.getFields()[name]?.type);
  const argument = (field, name) => String(field.args.find(a => a.name === name)?.type);

  await check('node(id: ID!): Node and nodes(ids: [ID!]!): [Node]!', () => {
    const { node, nodes } = schema.getQueryType().getFields();
    return String(node?.type) === 'Node' && argument(node, 'id') === 'ID!' && String(nodes?.type) === '[Node]!' && argument(nodes, 'ids') === '[ID!]!'
      && typeOf(schema.getType('Node'), 'id') === 'ID!' || 'not so';
  });
  await check('PageInfo has Relay\'s four fields', () => {
    const info = schema.getType('PageInfo');
    return !info ? true : none(Object.entries({ hasNextPage: 'Boolean!', hasPreviousPage: 'Boolean!', startCursor: 'String', endCursor: 'String' })
      .filter(([name, type]) => typeOf(info, name) !== type).map(([name]) => name));
  });
  await check('every connection has edges and pageInfo', () => none(composite.filter(t => t.name.endsWith('Connection')
    && !(/^\[\w+Edge!?\]!?$/.test(typeOf(t, 'edges')) && typeOf(t, 'pageInfo') === 'PageInfo!')).map(t => t.name)));
  await check('every edge has a node and a cursor', () => none(composite.filter(t => t.name.endsWith('Edge')
    && !(t.getFields().node && typeOf(t, 'cursor') === 'String!')).map(t => t.name)));
  // Relay asks for forward arguments, backward ones or both; a search goes forward only.
  await check('every field with a connection takes first and after, or last and before', () => none(fields.filter(({ field }) =>
    /Connection!?$/.test(String(field.type)) && !(argument(field, 'first') === 'Int' && argument(field, 'after') === 'String')
      && !(argument(field, 'last') === 'Int' && argument(field, 'before') === 'String')).map(({ path }) => path)));
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  await check('every mutation takes one required input', () => none(mutations.filter(m =>
    !(m.args.length === 1 && m.args[0].name === 'input' && String(m.args[0].type).endsWith('Input!'))).map(m => m.name)));
  await check('every mutation returns a payload with errors: [UserError!]!', () => none(mutations.filter(m =>
    !(isObjectType(m.type.ofType ?? m.type) && typeOf(m.type.ofType ?? m.type, 'errors') === '[UserError!]!')).map(m => m.name)));
  await check('UserError has code, message and path', () => {
    const error = schema.getType('UserError');
    return typeOf(error, 'code') === 'String!' && typeOf(error, 'message') === 'String!' && typeOf(error, 'path') === '[String!]!' || 'not so';
  });
  await check('types are PascalCase, fields and arguments camelCase, enum values SCREAMING_SNAKE_CASE', () => none([
    ...types.filter(t => !/^[A-Z][A-Za-z0-9]*$/.test(t.name)).map(t => t.name),
    ...fields.filter(({ field }) => !/^[a-z][A-Za-z0-9]*$/.test(field.name) || field.args.some(a => !/^[a-z][A-Za-z0-9]*$/.test(a.name))).map(({ path }) => path),
    ...types.filter(isEnumType).flatMap(t => t.getValues().filter(v => !/^[A-Z][A-Z0-9_]*$/.test(v.name)).map(v => `${t.name}.${v.name}`)),
  ]));
  if (text === null) return;
  await check('everything is described', () => none([
    ...types.filter(t => !t.description).map(t => t.name),
    ...fields.filter(({ field }) => !field.description).map(({ path }) => path),
    ...fields.flatMap(({ field, path }) => field.args.filter(a => !a.description).map(a => `${path}(${a.name})`)),
    ...types.filter(isInputObjectType).flatMap(t => Object.values(t.getFields()).filter(f => !f.description).map(f => `${t.name}.${f.name}`)),
    ...types.filter(isEnumType).flatMap(t => t.getValues().filter(v => !v.description).map(v => `${t.name}.${v.name}`)),
    ...types.filter(isScalarType).filter(t => !t.description).map(t => t.name),
  ]));
  // Introspection tells of no directives in use; that a member is deprecated it tells by itself.
  await check(`${schemaPath} is what the server serves`, async () => none(
    (await diff(schema, await serverSchema(url, headers))).filter(change =>
      !change.type.startsWith('DIRECTIVE_USAGE') && (change.criticality.level !== CriticalityLevel.NonBreaking || !/DESCRIPTION/.test(change.type))).map(change => change.message)));
}
