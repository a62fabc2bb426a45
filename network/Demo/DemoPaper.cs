using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Network;

/// <summary>Papers and amounts of the demo, and who appears in it. Persons are invented, born in the 1880s and 1890s.</summary>
internal static class DemoPaper
{
    /// <summary>The court's credit code.</summary>
    public const string Court = "11441900000000019Y";

    /// <summary>A developer, with its land.</summary>
    public static PartyInput Developer { get; } = new() { DocumentType = 8, DocumentNumber = "91441900MA0000015D", Name = "示例置业有限公司" };

    public static PartyInput An { get; } = Person("441900188001010016", "安一");

    public static PartyInput Bo { get; } = Person("441900188506150022", "薄二");

    public static PartyInput Chen { get; } = Person("441900189108081038", "陈三");

    public static PartyInput Dai { get; } = Person("441900189612012402", "戴四");

    /// <summary>A document of one field.</summary>
    public static DocumentInput Of(string field, string value) => new() { Fields = { new DocumentField { Name = field, Value = value } } };

    /// <summary>SHA-256 of a paper.</summary>
    public static ByteString Hash(string paper) => ByteString.CopyFrom(SHA256.HashData(Encoding.UTF8.GetBytes(paper)));

    /// <summary>An amount.</summary>
    public static AmountInput Yuan(decimal yuan) => new() { Value = yuan.ToString("0.00", CultureInfo.InvariantCulture) };

    private static PartyInput Person(string number, string name) => new() { DocumentType = 1, DocumentNumber = number, Name = name };
}
