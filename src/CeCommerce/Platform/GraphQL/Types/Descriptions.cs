using System.Collections.Concurrent;
using System.ComponentModel;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CeCommerce.Platform.GraphQL.Types;

/// <summary>Reads what a schema member says about itself: <c>[Description]</c> first, else the XML doc comment shipped beside the assembly.</summary>
internal static partial class Descriptions
{
    private static readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> Files = new();

    public static string? Of(Type type) => Said(type) ?? Text(Find(type.Assembly, TypeKey(type))?.Element("summary"));

    public static string? Of(MemberInfo member) => Said(member) ?? OfDeclared(member) ?? OfInherited(member);

    public static string? Of(ParameterInfo parameter) => parameter.GetCustomAttribute<DescriptionAttribute>()?.Description
        ?? Text(Param(Find(parameter.Member.Module.Assembly, MemberKey(parameter.Member)), parameter.Name!));

    private static string? Said(MemberInfo member) => member.GetCustomAttribute<DescriptionAttribute>(inherit: true)?.Description;

    private static string? OfDeclared(MemberInfo member)
    {
        var type = member.DeclaringType!;
        return Text(Find(type.Assembly, MemberKey(member))?.Element("summary"))
            ?? (member is PropertyInfo ? Text(Param(Find(type.Assembly, TypeKey(type)), member.Name)) : null);
    }

    private static string? OfInherited(MemberInfo member)
    {
        var type = member.DeclaringType!;
        IEnumerable<Type> ancestors = type.BaseType is { } parent ? [parent, .. type.GetInterfaces()] : type.GetInterfaces();
        return ancestors.SelectMany(ancestor => ancestor.GetMember(member.Name)).Select(Of).FirstOrDefault(text => text is not null);
    }

    private static XElement? Param(XElement? member, string name) =>
        member?.Elements("param").FirstOrDefault(param => param.Attribute("name")?.Value == name);

    private static XElement? Find(Assembly assembly, string key) => Files.GetOrAdd(assembly, Load).GetValueOrDefault(key);

    private static string TypeKey(Type type) => "T:" + FullName(type);

    private static string MemberKey(MemberInfo member)
    {
        var kind = member switch { MethodInfo => 'M', PropertyInfo => 'P', _ => 'F' };
        return $"{kind}:{FullName(member.DeclaringType!)}.{member.Name}";
    }

    private static string FullName(Type type) =>
        (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static Dictionary<string, XElement> Load(Assembly assembly)
    {
        var file = Path.Combine(AppContext.BaseDirectory, assembly.GetName().Name + ".xml");
        var members = File.Exists(file) ? XDocument.Load(file).Descendants("member") : [];
        var byKey = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            // A method's key ends in its parameter types; a schema has no overloads, so the name is enough.
            byKey.TryAdd(member.Attribute("name")!.Value.Split('(')[0].Split("``")[0], member);
        }

        return byKey;
    }

    private static string? Text(XElement? element)
    {
        var text = element is null ? "" : Spaces().Replace(string.Concat(element.Nodes().Select(Plain)), " ").Trim();
        return text.Length == 0 ? null : text;
    }

    private static string Plain(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { HasAttributes: true, IsEmpty: true } reference => Reference(reference.FirstAttribute!.Value),
        XElement inner => string.Concat(inner.Nodes().Select(Plain)),
        _ => "",
    };

    private static string Reference(string cref) => cref.Split('(')[0].Split('.')[^1].Split(':')[^1].Split('`')[0];

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();
}
