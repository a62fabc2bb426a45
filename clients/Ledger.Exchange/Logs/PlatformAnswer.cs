using System.Xml.Linq;

namespace Ledger.Exchange;

/// <summary>The platform's answer to a message (respond) or to a daily log (RespondLog).</summary>
/// <param name="MessageId">BizMsgID; null in the answer to a log.</param>
/// <param name="IsDone">SuccessFlag 1, of a log the code 0200.</param>
/// <param name="Code">Response code; empty when there is none.</param>
/// <param name="Info">What the platform says.</param>
/// <param name="CertificateId">CertID; null when there is none.</param>
/// <param name="QrCode">QRCode; null when there is none.</param>
public sealed record PlatformAnswer(string? MessageId, bool IsDone, string Code, string Info, string? CertificateId, string? QrCode)
{
    private const string LogDone = "0200";

    /// <summary>Reads an answer.</summary>
    /// <exception cref="ExchangeException">The element is none.</exception>
    public static PlatformAnswer Read(ExchangeFile file, XElement root)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(root);
        return root.Name.LocalName switch
        {
            "respond" => new(
                Text("BizMsgID"), Text("SuccessFlag") == "1", Text("ResponseCode") ?? "", Text("ResponseInfo") ?? "", Text("CertID"), Text("QRCode")),
            "RespondLog" => new(null, Text("responseLogCode") == LogDone, Text("responseLogCode") ?? "", Text("responseLogInfo") ?? "", null, null),
            var name => throw new ExchangeException(new(file.Name, SafeXml.LineOf(root), new(
                $"根元素为{name}，平台应答应为respond或RespondLog", $"the root element is {name}, an answer has respond or RespondLog"))),
        };

        string? Text(string name) => root.Element(name)?.Value.Trim() is { Length: > 0 } text ? text : null;
    }
}
