namespace Ledger.Log;

/// <summary>Reads one policy file, line by line.</summary>
internal sealed class PolicyParser
{
    private const int MaxChars = 128 * 1024;
    private const int MaxOfAKind = 256;
    private const string None = "none";
    private static readonly char[] Blanks = [' ', '\t'];

    private readonly List<VerifierKey> logs = [];
    private readonly List<PolicyWitness> witnesses = [];
    private readonly Dictionary<string, PolicyNode> names = new(StringComparer.Ordinal);
    private readonly HashSet<string> grouped = new(StringComparer.Ordinal);
    private readonly HashSet<string> publicKeys = new(StringComparer.Ordinal);
    private readonly HashSet<(string Name, uint Id)> keyIds = [];
    private int groups;
    private bool hasQuorum;
    private PolicyNode? quorum;

    public bool TryParse(string text, [NotNullWhen(true)] out Policy? policy, [NotNullWhen(false)] out LogFault? fault)
    {
        policy = null;
        if (text.Length > MaxChars)
        {
            fault = new("policy.too-large", $"the policy has {text.Length} characters; at most {MaxChars} are accepted",
                $"策略有 {text.Length} 个字符；最多接受 {MaxChars} 个");
            return false;
        }

        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (ReadLine(lines[i]) is { } problem)
            {
                fault = new(problem.Code, $"policy line {i + 1}: {problem.English}", $"策略第 {i + 1} 行：{problem.Chinese}");
                return false;
            }
        }

        if (!hasQuorum)
        {
            fault = new("policy.no-quorum-line", "the policy has no quorum line; write 'quorum <name>' or 'quorum none'",
                "策略没有 quorum 行；请写“quorum <名称>”或“quorum none”");
            return false;
        }

        policy = new Policy(logs, witnesses, quorum);
        fault = null;
        return true;
    }

    private LogFault? ReadLine(string line)
    {
        foreach (var c in line)
        {
            if ((c < ' ' && c != '\t') || c == '\u007f')
                return new("policy.control-character", $"control character U+{(int)c:X4}; only tab and newline are allowed", $"有控制字符 U+{(int)c:X4}；只允许制表符和换行");
        }

        var items = line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        return items switch
        {
            [] => null,
            [var first, ..] when first.StartsWith('#') => null,
            ["log", var vkey, .. { Length: <= 1 }] => AddLog(vkey),
            ["witness", var name, var vkey, .. { Length: <= 1 }] => AddWitness(name, vkey),
            ["group", var name, var threshold, .. { Length: > 0 } members] => AddGroup(name, threshold, members),
            ["quorum", var name] => SetQuorum(name),
            _ => new(
                "policy.bad-line",
                $"'{Excerpt.Of(line)}' is none of: log <vkey> [<url>]; witness <name> <vkey> [<url>]; group <name> all|any|<k> <member>…; quorum <name>|none",
                $"“{Excerpt.Of(line)}”不是下列任一形式：log <vkey> [<url>]；witness <name> <vkey> [<url>]；group <name> all|any|<k> <member>…；quorum <name>|none"),
        };
    }

    private LogFault? AddLog(string vkey)
    {
        if (logs.Count == MaxOfAKind)
            return TooMany("log");

        if (ReadKey(vkey, SignatureType.Ed25519, out var key) is { } fault)
            return fault;

        logs.Add(key!);
        return null;
    }

    private LogFault? AddWitness(string name, string vkey)
    {
        if (witnesses.Count == MaxOfAKind)
            return TooMany("witness");

        if (CheckNewName(name) is { } badName)
            return badName;

        if (ReadKey(vkey, SignatureType.Cosignature, out var key) is { } fault)
            return fault;

        var witness = new PolicyWitness(name, key!);
        witnesses.Add(witness);
        names.Add(name, witness);
        return null;
    }

    private LogFault? AddGroup(string name, string threshold, string[] members)
    {
        if (++groups > MaxOfAKind)
            return TooMany("group");

        if (CheckNewName(name) is { } badName)
            return badName;

        var nodes = new List<PolicyNode>(members.Length);
        foreach (var member in members)
        {
            if (!names.TryGetValue(member, out var node))
                return Undefined(member);

            if (!grouped.Add(member))
                return new("policy.member-twice", $"'{Excerpt.Of(member)}' is already a member of a group", $"“{Excerpt.Of(member)}”已是某个组的成员");

            nodes.Add(node);
        }

        var wanted = threshold switch
        {
            "all" => (ulong)members.Length,
            "any" => 1UL,
            _ => StrictDecimal.TryParse(threshold, out var k) ? k : 0UL,
        };
        if (wanted == 0 || wanted > (ulong)members.Length)
        {
            return new("policy.bad-threshold",
                $"threshold '{Excerpt.Of(threshold)}' of group '{Excerpt.Of(name)}' is not all, any or a number from 1 to {members.Length}",
                $"组“{Excerpt.Of(name)}”的门限“{Excerpt.Of(threshold)}”不是 all、any 或 1 到 {members.Length} 的数");
        }

        names.Add(name, new PolicyGroup(name, (int)wanted, nodes));
        return null;
    }

    private LogFault? SetQuorum(string name)
    {
        if (hasQuorum)
            return new("policy.quorum-twice", "a second quorum line; exactly one is allowed", "出现第二个 quorum 行；只允许一行");

        hasQuorum = true;
        return name == None || names.TryGetValue(name, out quorum) ? null : Undefined(name);
    }

    private LogFault? ReadKey(string vkey, SignatureType wanted, out VerifierKey? key)
    {
        if (!VerifierKey.TryParse(vkey, out key, out var fault))
            return fault;

        if (key.Type != wanted)
        {
            return new("policy.key-type", $"key '{Excerpt.Of(key.Name)}' has type 0x{(byte)key.Type:x2}; this line wants 0x{(byte)wanted:x2}",
                $"密钥“{Excerpt.Of(key.Name)}”的类型是 0x{(byte)key.Type:x2}；本行应为 0x{(byte)wanted:x2}");
        }

        if (!publicKeys.Add(Convert.ToHexString(key.PublicKey.Span)))
            return new("policy.key-twice", $"the public key of '{Excerpt.Of(key.Name)}' stands in the policy twice", $"“{Excerpt.Of(key.Name)}”的公钥在策略中出现了两次");

        return keyIds.Add((key.Name, key.KeyId)) ? null : VerifierKeySet.Ambiguous(key);
    }

    private LogFault? CheckNewName(string name)
    {
        if (name == None)
            return new("policy.reserved-name", "'none' is reserved for 'quorum none'", "“none”保留给“quorum none”");

        return names.ContainsKey(name)
            ? new("policy.name-twice", $"the name '{Excerpt.Of(name)}' is defined twice", $"名称“{Excerpt.Of(name)}”被定义了两次")
            : null;
    }

    private static LogFault Undefined(string name) => new(
        "policy.undefined-name",
        $"'{Excerpt.Of(name)}' is not defined on a line before this one",
        $"“{Excerpt.Of(name)}”在此行之前没有定义");

    private static LogFault TooMany(string kind) => new(
        "policy.too-many",
        $"more than {MaxOfAKind} {kind} lines",
        $"{kind} 行超过 {MaxOfAKind} 行");
}
