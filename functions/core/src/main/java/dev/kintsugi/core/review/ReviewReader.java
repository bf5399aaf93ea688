package dev.kintsugi.core.review;

import dev.kintsugi.core.model.Reply;
import dev.kintsugi.core.model.ToolCall;
import java.util.List;

/** Reads a reviewer's reply: the tool call where the model has tools, else the text grammar. */
public final class ReviewReader {
    private ReviewReader() {}

    /**
     * Reads and concludes.
     *
     * @param prior the findings that were open before this review
     */
    public static ReviewVerdict read(Reply reply, List<Finding> prior) {
        Review review = Review.SILENT;
        String unusable = "";
        for (ToolCall call : reply.calls()) {
            if (!call.name().equals(SubmitReview.NAME)) {
                continue;
            }
            switch (call) {
                case ToolCall.Usable usable -> review = review.and(SubmitReview.read(usable.input()));
                case ToolCall.Unusable broken -> unusable = broken.reason();
            }
        }
        if (!unusable.isEmpty()) {
            return new ReviewVerdict.Unreadable(
                    "the call of %s cannot be used: %s".formatted(SubmitReview.NAME, unusable));
        }
        return ReviewVerdict.of(review.saysNothing() ? ReviewText.read(reply.text()) : review, prior);
    }
}
