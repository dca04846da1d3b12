namespace CeCommerce.Platform.Database;

/// <summary>An immutable record of a <c>jsonb</c> column that most readers of its row do not look at: parsed when somebody does.</summary>
public sealed class LazyJson<T>
    where T : class
{
    private string? _text;
    private T? _value;

    public LazyJson(T value) => _value = value;

    private LazyJson(string text) => _text = text;

    public T Value => _value ??= JsonColumn.Read<T>(_text!);

    public static LazyJson<T> Stored(string text) => new(text);

    /// <summary>As it was stored, or is to be.</summary>
    public string Text() => _text ??= JsonColumn.Write(_value!);
}
