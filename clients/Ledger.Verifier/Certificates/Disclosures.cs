using System.Text;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Verifier;

/// <summary>Checks what a certificate's holder added: single fields of documents, and the persons behind tokens.</summary>
internal static class Disclosures
{
    /// <summary>Null when every disclosure holds; else why not.</summary>
    public static LogFault? Check(CertificateFile file, CertificatePages pages)
    {
        foreach (var field in file.Fields ?? [])
        {
            if (Check(field, pages) is { } fault)
                return fault;
        }

        foreach (var party in file.Parties ?? [])
        {
            if (Check(party, pages) is { } fault)
                return fault;
        }

        return null;
    }

    private static LogFault? Check(DisclosedField field, CertificatePages pages)
    {
        if (pages.Document(field.Key, field.Row) is not { } document)
        {
            return new LogFault("field.document", $"no page of the certificate states document {field.Row} of {field.Key}",
                $"证明中没有页载明 {field.Key} 的第 {field.Row} 份文件");
        }

        if (field.Salt.Length != Log.DocumentField.SaltSize || field.Name.Length == 0 || field.Name.Length > ushort.MaxValue / 3
            || !IsUnicode(field.Name) || !IsUnicode(field.Value))
        {
            return new LogFault("field.form", "a disclosed field has no valid name, value or salt", "所披露字段的名称、值或盐无效");
        }

        var disclosed = new Log.DocumentField(field.Name, Encoding.UTF8.GetBytes(field.Value), field.Salt);
        var result = DocumentTree.Verify(disclosed, field.Index, document.Fields, document.Root.Span, field.Path);
        return result == MerkleResult.Valid
            ? null
            : new LogFault("field.proof", $"the field '{field.Name}' is not shown to be in the document of {field.Key} ({result})",
                $"未能证明字段“{field.Name}”在 {field.Key} 的文件中（{result}）");
    }

    private static LogFault? Check(DisclosedParty party, CertificatePages pages)
    {
        if (!pages.Names(party.Key, party.Token))
            return new LogFault("party.token", $"the page {party.Key} does not name the disclosed token", $"页 {party.Key} 没有所披露的当事人编码");

        return PersonId.TryCreate((IdentityClass)party.Class, party.Number, out var person, out _)
            && PartyToken.TryFromBytes(party.Token, out var token)
            && token.IsShownBy(party.Salt, person)
                ? null
                : new LogFault("party.salt", "salt and number do not give the token: the person is not shown", "盐与号码不能得出该编码：未能证明其人");
    }

    private static bool IsUnicode(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[++i])))
                return false;
        }

        return true;
    }
}
