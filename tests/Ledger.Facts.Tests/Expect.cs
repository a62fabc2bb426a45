namespace Ledger.Facts.Tests;

/// <summary>What every identifier test asks of a type.</summary>
internal static class Expect
{
    public static void Valid<T>(string text)
        where T : IFact<T>
    {
        Assert.True(T.TryParse(text, out var value, out var error), error?.English);
        Assert.Equal(text, value.ToString());
        Assert.Equal(text, T.Fold(text));
    }

    public static FormatError Refused<T>(string? text)
        where T : IFact<T>
    {
        Assert.False(T.TryParse(text, out var value, out var error), $"'{text}' was accepted.");
        Assert.Equal(default, value);
        Assert.NotEmpty(error.Chinese);
        Assert.Equal(T.Name, error.Subject);
        return error;
    }

    public static void RefusedAt<T>(string? text, int position)
        where T : IFact<T>
        => Assert.Equal(position, Refused<T>(text).Position);

    /// <summary>Puts every other character of the alphabet at every place, and every one of them must be refused.</summary>
    public static void EverySubstitutionRefused<T>(string valid, string alphabet, Func<int, bool>? at = null)
        where T : IFact<T>
    {
        Valid<T>(valid);
        var tried = 0;
        for (var i = 0; i < valid.Length; i++)
        {
            foreach (var c in alphabet)
            {
                if (c != valid[i] && (at is null || at(i)))
                {
                    Refused<T>(valid[..i] + c + valid[(i + 1)..]);
                    tried++;
                }
            }
        }

        Assert.True(tried >= valid.Length);
    }
}
