using System.Globalization;
using System.Text.Json;

namespace Ledger.Node;

/// <summary>Reads the fields of one JSON object and collects every fault, so that a file is repaired in one go.</summary>
internal sealed class ConfigurationSection(string file, string path, JsonElement element, List<NodeFault> faults)
{
    private readonly HashSet<string> read = new(StringComparer.Ordinal);

    public bool Has(string name) => element.TryGetProperty(name, out _);

    public string? Text(string name, Func<string, bool> valid, string wantedZh, string wantedEn)
    {
        if (!Find(name, JsonValueKind.String, "字符串", "a string", out var value))
            return null;
        var text = value.GetString()!;
        if (valid(text))
            return text;
        Add(name, text, $"应为{wantedZh}；请改正。", $"expected {wantedEn}; correct it.");
        return null;
    }

    public string? FilePath(string name) =>
        Text(name, text => text.Length > 0 && !text.Contains('\0'), "文件路径", "a path") is { } text
            ? Path.GetFullPath(text, Path.GetDirectoryName(file)!)
            : null;

    public int? Integer(string name, int minimum, int maximum, int? otherwise = null)
    {
        if (otherwise is not null && !element.TryGetProperty(name, out _))
        {
            read.Add(name);
            return otherwise;
        }

        if (!Find(name, JsonValueKind.Number, "整数", "an integer", out var value))
            return null;
        if (value.TryGetInt32(out var number) && number >= minimum && number <= maximum)
            return number;
        Add(
            name,
            value.GetRawText(),
            string.Create(CultureInfo.InvariantCulture, $"应为 {minimum} 至 {maximum} 的整数；请改正。"),
            string.Create(CultureInfo.InvariantCulture, $"expected an integer from {minimum} to {maximum}; correct it."));
        return null;
    }

    /// <summary>A list of integers; the usual one when absent.</summary>
    public IReadOnlyList<int> Integers(string name, int minimum, int maximum, IReadOnlyList<int> usual)
    {
        read.Add(name);
        if (!element.TryGetProperty(name, out var value))
            return usual;
        if (value.ValueKind == JsonValueKind.Array
            && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var number)
            && number >= minimum && number <= maximum))
        {
            return [.. value.EnumerateArray().Select(item => item.GetInt32())];
        }

        Add(
            name,
            value.GetRawText(),
            string.Create(CultureInfo.InvariantCulture, $"应为由 {minimum} 至 {maximum} 的整数组成的数组；请改正。"),
            string.Create(CultureInfo.InvariantCulture, $"expected an array of integers from {minimum} to {maximum}; correct it."));
        return usual;
    }

    /// <summary>A number of things, 0 when absent.</summary>
    public ulong Count(string name)
    {
        read.Add(name);
        if (!element.TryGetProperty(name, out var value))
            return 0;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out var number))
            return number;
        Add(name, value.GetRawText(), "应为 0 或正整数；请改正。", "expected 0 or a positive integer; correct it.");
        return 0;
    }

    public bool Flag(string name)
    {
        read.Add(name);
        if (!element.TryGetProperty(name, out var value))
            return false;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Add(name, value.GetRawText(), "应为 true 或 false；请改正。", "expected true or false; correct it.");
        return false;
    }

    public ConfigurationSection? Section(string name) =>
        Find(name, JsonValueKind.Object, "对象", "an object", out var value)
            ? new ConfigurationSection(file, Join(name), value, faults)
            : null;

    public ConfigurationSection? OptionalSection(string name)
    {
        if (element.TryGetProperty(name, out _))
            return Section(name);
        read.Add(name);
        return null;
    }

    public IReadOnlyList<ConfigurationSection> Items(string name)
    {
        if (!Find(name, JsonValueKind.Array, "数组", "an array", out var value))
            return [];
        var items = new List<ConfigurationSection>();
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var itemName = string.Create(CultureInfo.InvariantCulture, $"{name}[{index++}]");
            if (item.ValueKind == JsonValueKind.Object)
                items.Add(new ConfigurationSection(file, Join(itemName), item, faults));
            else
                Add(itemName, item.GetRawText(), "应为对象；请改正。", "expected an object; correct it.");
        }

        return items;
    }

    /// <summary>Refuses a limit that is given and that another one makes unreachable: whoever set it would rely on what never comes to bear.</summary>
    /// <param name="name">The limit.</param>
    /// <param name="value">Its value.</param>
    /// <param name="most">The most that can ever be reached of it.</param>
    /// <param name="other">The limit that says so, with its section where that is another.</param>
    public void RequireReachable(string name, int value, int most, string other)
    {
        if (value > most && Has(name))
        {
            Add(
                name,
                value.ToString(CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"永远达不到：{other} 使其至多为 {most}；请调低本项或调高 {other}。"),
                string.Create(CultureInfo.InvariantCulture, $"it can never be reached: {other} lets it come to {most} at most; lower it, or raise {other}."));
        }
    }

    /// <summary>Reports fields nobody asked for: a misspelt optional field must not be silently ignored.</summary>
    public void Finish()
    {
        foreach (var property in element.EnumerateObject())
        {
            if (!read.Contains(property.Name))
                Add(property.Name, "", "未知字段；请删除或改正拼写。", "unknown field; remove it or correct its spelling.");
        }
    }

    public void Add(string name, string value, string zh, string en) =>
        faults.Add(new NodeFault(file, Join(name), value, zh, en));

    private bool Find(string name, JsonValueKind kind, string kindZh, string kindEn, out JsonElement value)
    {
        read.Add(name);
        if (!element.TryGetProperty(name, out value))
        {
            Add(name, "", $"缺少该字段；请填写{kindZh}。", $"the field is missing; give {kindEn}.");
            return false;
        }

        if (value.ValueKind == kind)
            return true;
        Add(name, value.GetRawText(), $"应为{kindZh}；请改正。", $"expected {kindEn}; correct it.");
        return false;
    }

    private string Join(string name) => path.Length == 0 ? name : $"{path}.{name}";
}
