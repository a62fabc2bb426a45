namespace Ledger.Log;

/// <summary>Names of note keys (C2SP signed-note): not empty, no Unicode space, no <c>+</c>, no control characters.</summary>
public static class KeyName
{
    /// <summary>Whether the text may name a key.</summary>
    public static bool IsValid(ReadOnlySpan<char> name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (c == '+' || c < ' ' || char.IsWhiteSpace(c))
                return false;

            if (char.IsSurrogate(c) && (i + 1 >= name.Length || !char.IsSurrogatePair(c, name[++i])))
                return false;
        }

        return !name.IsEmpty;
    }

    internal static LogFault Fault(string code, ReadOnlySpan<char> name) => new(
        code,
        $"key name '{Excerpt.Of(name)}' is empty or contains a space, '+' or a control character",
        $"密钥名“{Excerpt.Of(name)}”为空，或含有空格、“+”或控制字符");
}
