using System.Text;
using Google.Protobuf;
using Ledger.Acts;
using Ledger.V1;

namespace Ledger.Import;

/// <summary>Accepts warnings on behalf of the clerk.</summary>
internal static class Acknowledgements
{
    /// <summary>Reason code of every acknowledgement the import makes.</summary>
    public const string Reason = "IMPORTED_DATA";

    /// <summary>Largest value of a document field, in bytes.</summary>
    private const int LargestField = 4096;

    /// <summary>Adds an acknowledgement; one that is there already changes nothing.</summary>
    /// <param name="document">The act's document.</param>
    /// <param name="rule">The rule that warns.</param>
    /// <param name="subject">The unit it warns of; empty where it warns of one only.</param>
    public static void Add(DocumentInput document, string rule, string subject = "")
    {
        if (document.Acknowledgements.Any(acknowledgement => acknowledgement.Rule == rule && acknowledgement.Subject == subject))
            return;
        document.Acknowledgements.Add(
            new AcknowledgementInput { Rule = rule, Reason = Reason, Subject = subject, Text = "imported as the file states it / 按文件原样导入" });
    }

    /// <summary>The document of an act.</summary>
    /// <param name="act">An act of a department's door, with its document.</param>
    public static DocumentInput DocumentOf(IMessage act) => ActForm.DocumentOf(AskedAct.Of([act])[0].Request!)!;

    /// <summary>A field's value, cut at the largest that a document takes.</summary>
    public static string Shorten(string value)
    {
        if (Encoding.UTF8.GetByteCount(value) <= LargestField)
            return value;
        var length = LargestField / 4;
        return value[..(char.IsHighSurrogate(value[length - 1]) ? length - 1 : length)] + "…";
    }
}
