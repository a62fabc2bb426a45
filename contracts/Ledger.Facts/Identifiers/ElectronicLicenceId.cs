using System.Diagnostics.CodeAnalysis;
using Ledger.V1;

namespace Ledger.Facts;

/// <summary>
/// Electronic licence id (电子证照标识, GB/T 36904 family):
/// <c>1.2.156.3005.2.{type}.{issuer}.{serial}.{version}.{check}</c>. The check character is ISO 7064 MOD 37,36 over type,
/// issuer, serial and version written together.
/// </summary>
public sealed record ElectronicLicenceId : TextFact<ElectronicLicenceId>, IFact<ElectronicLicenceId>
{
    private const string Root = "1.2.156.3005.2.";
    private const string CertificateType = "11100000MB03271699001";
    private const string ProofType = "11100000MB03271699022";

    private ElectronicLicenceId(string text)
        : base(text)
    {
        var parts = text[Root.Length..].Split('.');
        (Type, Issuer, Serial, Version) = (parts[0], parts[1], parts[2], parts[3]);
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("电子证照标识", "electronic licence id");

    /// <summary>Licence type: the credit code of the ministry that defines it and 3 digits.</summary>
    public string Type { get; }

    /// <summary>Issuer: a division code or a credit code, 6 to 18 characters.</summary>
    public string Issuer { get; }

    /// <summary>Serial, 1 to 32 characters.</summary>
    public string Serial { get; }

    /// <summary>Version, 3 digits.</summary>
    public string Version { get; }

    /// <summary>Real-estate certificate or proof; null for a licence of another kind.</summary>
    public CertificateKind? Kind => Type switch
    {
        CertificateType => CertificateKind.Title,
        ProofType => CertificateKind.Proof,
        _ => null,
    };

    /// <inheritdoc/>
    public static bool TryParse(
        string? text, [MaybeNullWhen(false)] out ElectronicLicenceId value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        scanner.AtMost(100);
        scanner.Literal(Root);
        Part(ref scanner, 18, 18);
        scanner.Digits(3);
        scanner.Literal(".");
        Part(ref scanner, 6, 18);
        scanner.Literal(".");
        Part(ref scanner, 1, 32);
        scanner.Literal(".");
        scanner.Digits(3);
        scanner.Literal(".");
        if (!scanner.Failed)
        {
            var body = text![Root.Length..scanner.Index].Replace(".", "", StringComparison.Ordinal);
            var check = CheckCharacters.Mod37Hybrid36(body).ToString();
            scanner.OneOf(check, new($"校验字符“{check}”", $"the check character '{check}'"));
        }

        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <inheritdoc cref="Canonicalize.FoldUpper"/>
    public static string Fold(string text) => Canonicalize.FoldUpper(text);

    private static void Part(ref Scanner scanner, int least, int most)
    {
        var count = 0;
        while (count < most && CheckCharacters.Alphanumeric.Contains(scanner.Peek(), StringComparison.Ordinal) && !scanner.Failed)
        {
            scanner.OneOf(CheckCharacters.Alphanumeric);
            count++;
        }

        if (count < least)
            scanner.Fail(scanner.Index, new("0-9或A-Z", "0-9 or A-Z"));
    }
}
