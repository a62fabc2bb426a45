using Ledger.Acts;
using Ledger.Client;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>
/// Numbers that people type as arguments. A slip is told as one, with the part it is in, before anybody is asked: what the ledger does not
/// know is another thing than what was mistyped.
/// </summary>
internal static class StatedNumbers
{
    /// <summary>A slip this far into a number is one in a number of that kind, not in one of another.</summary>
    private const int FarEnough = 5;

    private const int BuildingDigits = 4;

    /// <summary>A number of one kind, canonical.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="field">Name of the argument.</param>
    /// <exception cref="InputException">It is none of that kind.</exception>
    public static string Read<T>(string text, string field)
        where T : class, IFact<T>
        => Canonicalize.TryParse<T>(text, out var value, out var error) ? value.ToString()! : throw Fault(field, error);

    /// <summary>
    /// A unit, contract, certificate, case, document or any other number, canonical: of which kind says its shape. What only the city's
    /// file knows the form of is left to <see cref="RequireLocalAsync(LedgerClient, string, string, CancellationToken)"/>.
    /// </summary>
    /// <param name="text">As typed.</param>
    /// <param name="field">Name of the argument.</param>
    /// <exception cref="InputException">It is of no form.</exception>
    public static string ReadSubject(string text, string field)
    {
        var folded = Canonicalize.FoldUpper(text);
        if (folded.Length == 0)
            throw Faults.Input(field, new("编号为空", "the number is empty"), "441900004001GB00012F00010101");
        if (CadastralKind(folded) is { } cadastral)
            return cadastral(text, field);
        if (text.Contains("不动产", StringComparison.Ordinal))
            return Read<CertificateNumber>(text, field);
        if (folded.Any(static c => !char.IsAscii(c)))
            return Canonicalize.TryParse<PermitNumber>(text, out var permit, out _) ? permit.ToString() : Read<AuthorityDocumentNumber>(text, field);
        // A mortgage, its mortgagee a bank: a private lender stands by the digits of its token.
        if (folded.IndexOf('/', StringComparison.Ordinal) is > 0 and < 64 and var slash)
            return $"{Read<CreditCode>(folded[..slash], field)}/{Read<MortgageContractNumber>(folded[(slash + 1)..], field)}";
        return folded;
    }

    /// <summary>
    /// Nothing was found under a number: it is told as mistyped when it is none that the city in force would write, but almost is.
    /// </summary>
    /// <param name="client">Reads the city's file.</param>
    /// <param name="number">The number, canonical.</param>
    /// <param name="field">Name of the argument.</param>
    /// <param name="ct">Ends the attempts.</param>
    /// <exception cref="InputException">It is mistyped.</exception>
    public static async Task RequireLocalAsync(LedgerClient client, string number, string field, CancellationToken ct)
    {
        if (number.Any(static c => !char.IsAsciiLetterOrDigit(c)) || CadastralKind(number) is not null)
            return;
        if (SlipIn(number, await new GovernanceBook(client).GrammarAsync(ct)) is { } slip)
            throw Fault(field, slip);
    }

    /// <summary>As the other, of a number of one kind.</summary>
    /// <typeparam name="T">The kind.</typeparam>
    /// <param name="client">Reads the city's file.</param>
    /// <param name="number">The number, canonical.</param>
    /// <param name="field">Name of the argument.</param>
    /// <param name="ct">Ends the attempts.</param>
    /// <exception cref="InputException">It is none that the city writes.</exception>
    public static async Task RequireLocalAsync<T>(LedgerClient client, string number, string field, CancellationToken ct)
        where T : class, IFact<T>
    {
        if (!T.TryParse(number, await new GovernanceBook(client).GrammarAsync(ct), out _, out var error))
            throw Fault(field, error);
    }

    /// <summary>A hash, of which all digits are wanted.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="field">Name of the argument.</param>
    /// <exception cref="InputException">It is no hash.</exception>
    public static byte[] ReadHash(string text, string field)
    {
        const int digits = 64;
        var folded = Canonicalize.Fold(text);
        if (folded.Length == digits && folded.All(char.IsAsciiHexDigit))
            return Convert.FromHexString(folded);
        var wrong = folded.FirstOrDefault(static c => !char.IsAsciiHexDigit(c));
        throw Faults.Input(
            field,
            wrong == '\0'
                ? new($"应为{digits}位十六进制，实为{folded.Length}位", $"it has {folded.Length} of {digits} hexadecimal digits")
                : new($"应为{digits}位十六进制，第{folded.IndexOf(wrong, StringComparison.Ordinal) + 1}位为“{wrong}”",
                    $"{digits} hexadecimal digits are wanted, position {folded.IndexOf(wrong, StringComparison.Ordinal) + 1} is '{wrong}'"),
            "64 hexadecimal digits");
    }

    /// <summary>The slip in a number that is almost one of the kinds; null when it is one of them, or like none.</summary>
    internal static FormatError? SlipIn(string number, LocalGrammar grammar)
    {
        FormatError? furthest = null;
        return Fits<ContractNumber>() || Fits<AcceptanceNumber>() || Fits<CreditCode>(17, 19) || Fits<TicketNumber>(17, 21)
            || furthest?.Position <= FarEnough
                ? null
                : furthest;

        bool Fits<T>(int shortest = 0, int longest = int.MaxValue)
            where T : class, IFact<T>
        {
            if (number.Length < shortest || number.Length > longest)
                return false;
            if (T.TryParse(number, grammar, out _, out var error))
                return true;
            furthest = furthest is null || error.Position > furthest.Position ? error : furthest;
            return false;
        }
    }

    // Digits of the division and the district, then ownership and right of the land: a parcel, building or unit, whatever is wrong with it.
    private static Func<string, string, string>? CadastralKind(string folded)
    {
        var letter = folded.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (letter is < 6 or > 14 || letter + 2 >= folded.Length || folded[letter] is not ('G' or 'J' or 'Z') || !char.IsAsciiLetterUpper(folded[letter + 1]))
            return null;
        var behind = folded.AsSpan(letter + 2);
        var fixture = behind.IndexOfAnyExceptInRange('0', '9');
        return fixture < 0 ? Read<ParcelCode>
            : behind[fixture] == 'F' && behind.Length - fixture - 1 == BuildingDigits ? Read<BuildingCode>
            : Read<UnitCode>;
    }

    private static InputException Fault(string field, FormatError error)
    {
        var faults = new InputFaults();
        faults.Add(field, error);
        return new(faults.All);
    }
}
