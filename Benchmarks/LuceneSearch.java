// SPDX-License-Identifier: GPL-3.0-or-later
import java.io.*;
import java.nio.file.*;
import java.util.*;
import org.apache.lucene.analysis.*;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.search.*;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.FSDirectory;

/**
 * Lucene's side of the comparison. Passages and queries are lines of an id, a tab and a text.
 *
 * build PASSAGES INDEX plain|english         prints nothing
 * run   INDEX QUERIES TOP plain|english      prints a TREC run
 * time  INDEX QUERIES TOP plain|english N    N passes; prints the microseconds of each query of the last, and its hits' ids are read
 */
public class LuceneSearch {
    static Analyzer analyzer(String name) {
        return name.equals("english") ? new EnglishAnalyzer() : new StandardAnalyzer();
    }

    static void build(String passages, String index, String analysis) throws IOException {
        IndexWriterConfig config = new IndexWriterConfig(analyzer(analysis));
        config.setSimilarity(new BM25Similarity());
        config.setRAMBufferSizeMB(128);
        FieldType frequencies = new FieldType();
        frequencies.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        frequencies.freeze();
        try (IndexWriter writer = new IndexWriter(FSDirectory.open(Path.of(index)), config);
             BufferedReader lines = Files.newBufferedReader(Path.of(passages))) {
            for (String line; (line = lines.readLine()) != null;) {
                int tab = line.indexOf('\t');
                Document document = new Document();
                document.add(new StoredField("id", line.substring(0, tab)));
                document.add(new Field("text", line.substring(tab + 1), frequencies));
                writer.addDocument(document);
            }
            writer.commit();
        }
    }

    static Query query(Analyzer analyzer, String text) throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        try (TokenStream tokens = analyzer.tokenStream("text", text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) query.add(new TermQuery(new Term("text", term.toString())), BooleanClause.Occur.SHOULD);
            tokens.end();
        }
        return query.build();
    }

    static void search(String index, String queries, int top, String analysis, int passes) throws IOException {
        IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(FSDirectory.open(Path.of(index))));
        searcher.setSimilarity(new BM25Similarity());
        searcher.setQueryCache(null);
        IndexSearcher.setMaxClauseCount(100000);
        StoredFields stored = searcher.getIndexReader().storedFields();
        List<String> ids = new ArrayList<>();
        List<Query> parsed = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(queries))) {
            int tab = line.indexOf('\t');
            ids.add(line.substring(0, tab));
            parsed.add(query(analyzer(analysis), line.substring(tab + 1)));
        }
        StringBuilder out = new StringBuilder();
        for (int pass = 1; pass <= passes; pass++) {
            out.setLength(0);
            for (int i = 0; i < parsed.size(); i++) {
                long start = System.nanoTime();
                ScoreDoc[] hits = searcher.search(parsed.get(i), top).scoreDocs;
                String[] names = new String[hits.length];
                for (int h = 0; h < hits.length; h++) names[h] = stored.document(hits[h].doc).get("id");
                double microseconds = (System.nanoTime() - start) / 1e3;
                if (passes > 1) out.append(microseconds).append('\n');
                else for (int h = 0; h < hits.length; h++)
                    out.append(ids.get(i)).append(" Q0 ").append(names[h]).append(' ').append(h + 1).append(' ').append(hits[h].score).append(" lucene\n");
            }
        }
        System.out.print(out);
    }

    public static void main(String[] a) throws IOException {
        switch (a.length == 0 ? "" : a[0]) {
            case "build" -> build(a[1], a[2], a[3]);
            case "run" -> search(a[1], a[2], Integer.parseInt(a[3]), a[4], 1);
            case "time" -> search(a[1], a[2], Integer.parseInt(a[3]), a[4], Integer.parseInt(a[5]));
            default -> { System.err.println("usage: LuceneSearch build|run|time ..."); System.exit(2); }
        }
    }
}
