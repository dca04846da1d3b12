namespace CeCommerce.Search.Lucene;

/// <summary>
/// Numbers the values of one facet over all segments of an index, so that counts of segments add up by number. Grows
/// only; number 0 is "no value".
/// </summary>
internal sealed class FacetLabels
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _labels = [""];

    /// <summary>One more than the highest number given out.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _labels.Count;
            }
        }
    }

    public int Number(string label)
    {
        lock (_gate)
        {
            if (!_numbers.TryGetValue(label, out var number))
            {
                number = _labels.Count;
                _labels.Add(label);
                _numbers.Add(label, number);
            }

            return number;
        }
    }

    public int? Find(string label)
    {
        lock (_gate)
        {
            return _numbers.TryGetValue(label, out var number) ? number : null;
        }
    }

    public string this[int number]
    {
        get
        {
            lock (_gate)
            {
                return _labels[number];
            }
        }
    }
}
