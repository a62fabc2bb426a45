using System.Text;
using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Network.Import;

/// <summary>Accepts warnings on behalf of the clerk.</summary>
internal static class Acknowledgements
{
    /// <summary>Reason code of every acknowledgement the import makes.</summary>
    public const string Reason = "IMPORTED_DATA";

    /// <summary>Largest value of a document field, in bytes.</summary>
    private const int LargestField = 4096;

    /// <summary>Adds an acknowledgement; a rule acknowledged already changes nothing.</summary>
    public static void Add(DocumentInput document, string rule)
    {
        if (!document.Acknowledgements.Any(acknowledgement => acknowledgement.Rule == rule))
            document.Acknowledgements.Add(new AcknowledgementInput { Rule = rule, Reason = Reason, Text = "imported as the file states it / 按文件原样导入" });
    }

    /// <summary>The document of an act of a batch.</summary>
    public static DocumentInput DocumentOf(IMessage act) => act switch
    {
        TransactionAct { SignContract: { } sign } => sign.Document,
        TransactionAct { FileContract: { } file } => file.Document,
        TransactionAct { RevokeContract: { } revoke } => revoke.Document,
        TaxAct { Assess: { } assess } => assess.Document,
        TaxAct { Pay: { } pay } => pay.Document,
        TaxAct { Refund: { } refund } => refund.Document,
        RegistrationAct { OpenMigrated: { } opening } => opening.Document,
        RegistrationAct { RecordTransfer: { } transfer } => transfer.Document,
        _ => throw new ArgumentException($"The import makes no {act.Descriptor.Name} of this kind.", nameof(act)),
    };

    /// <summary>A field's value, cut at the largest that a document takes.</summary>
    public static string Shorten(string value)
    {
        if (Encoding.UTF8.GetByteCount(value) <= LargestField)
            return value;
        var length = LargestField / 4;
        return value[..(char.IsHighSurrogate(value[length - 1]) ? length - 1 : length)] + "…";
    }
}
